export type FieldProblem = { field: string; code: string }

/**
 * An answer that says no, as RFC 9457 problem details. `code` is stable: branch on it.
 * Status 0 means that no answer came at all.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly retryAfterMs: number | null
  /** The fields that were refused, by name, with a stable code each. */
  readonly fields: readonly FieldProblem[]
  /** Which of a code's reasons it is: WEAK_PASSWORD has three. */
  readonly reason: string | null
  /** CONTACT_EXISTS: whose number it is. */
  readonly contactId: string | null

  constructor(fields: {
    status: number
    code: string
    detail?: string
    retryAfterMs?: number | null
    fields?: readonly FieldProblem[]
    reason?: string | null
    contactId?: string | null
  }) {
    super(`${fields.code}: ${fields.detail ?? ''}`)
    this.status = fields.status
    this.code = fields.code
    this.detail = fields.detail ?? ''
    this.retryAfterMs = fields.retryAfterMs ?? null
    this.fields = fields.fields ?? []
    this.reason = fields.reason ?? null
    this.contactId = fields.contactId ?? null
  }

  /** No answer: the network failed, or the stream broke off. */
  static lost(): ApiProblem {
    return new ApiProblem({ status: 0, code: 'CONNECTION_LOST' })
  }

  /** Whatever was thrown, as a problem that a screen can show. */
  static from(error: unknown): ApiProblem {
    if (error instanceof ApiProblem) return error
    if (error instanceof TypeError) return ApiProblem.lost()
    return new ApiProblem({ status: 0, code: 'UNEXPECTED', detail: String(error) })
  }

  static async fromResponse(response: Response): Promise<ApiProblem> {
    const body: unknown = await response.json().catch(() => null)
    return ApiProblem.fromBody(body, response.status, response.headers.get('retry-after'))
  }

  /** `status` is used where the body has none: a proxy's page, or a broken answer. */
  static fromBody(body: unknown, status: number, retryAfter: string | null = null): ApiProblem {
    const fields: Partial<Record<string, unknown>> = isRecord(body) ? body : {}
    return new ApiProblem({
      status: typeof fields.status === 'number' ? fields.status : status,
      code: typeof fields.code === 'string' ? fields.code : `HTTP_${status}`,
      detail: typeof fields.detail === 'string' ? fields.detail : '',
      retryAfterMs: parseRetryAfter(retryAfter ?? fields.retry_after),
      fields: Array.isArray(fields.errors) ? fields.errors.flatMap(fieldProblem) : [],
      reason: typeof fields.reason === 'string' ? fields.reason : null,
      contactId: typeof fields.contact_id === 'string' ? fields.contact_id : null,
    })
  }
}

/** `body.admin.email` is the field `email` of a form that calls it so. */
function fieldProblem(value: unknown): FieldProblem[] {
  if (!isRecord(value) || typeof value.field !== 'string') return []
  return [{ field: value.field.replace(/^body\./, ''), code: typeof value.code === 'string' ? value.code : '' }]
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Seconds, or an HTTP date. */
export function parseRetryAfter(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = typeof value === 'string' ? Date.parse(value) : NaN
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}
