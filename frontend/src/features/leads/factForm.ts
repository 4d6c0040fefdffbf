import type { Schema } from '@/lib/api'
import { isRecord } from '@/lib/ApiProblem'

import type { Lead } from './leadStates'

type Fields = Schema<'FieldValues'>
/** What is known, as a form holds it. Number inputs give '' for nothing. */
export type FactForm = {
  company: string
  sector: string
  employees: number | string
  pain: string
  amount: number | string
  currency: string
  period: string | null
  decides: string | null
  who: string
  when: string
  days: number | string
}

export function factsOf(fields: Lead['fields']): FactForm {
  const budget = record(fields.budget?.value)
  const authority = record(fields.authority?.value)
  const timeline = record(fields.timeline?.value)
  return {
    company: text(fields.company?.value),
    sector: text(fields.sector?.value),
    employees: number(fields.employees?.value),
    pain: text(fields.pain?.value),
    amount: number(budget.amount),
    currency: text(budget.currency) || 'BRL',
    period: text(budget.period) || null,
    decides: text(authority.decides) || null,
    who: text(authority.who),
    when: text(timeline.text),
    days: number(timeline.within_days),
  }
}

/** Only the fields that differ; null takes one away. */
export function factsChanged(before: FactForm, after: FactForm): Fields {
  const [was, is] = [written(before), written(after)]
  const names = Object.keys(is) as (keyof Fields)[] // `written` has exactly these.
  return Object.fromEntries(
    names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name])).map((name) => [name, is[name]]),
  )
}

function written(form: FactForm): Fields {
  const [amount, days] = [count(form.amount), count(form.days)]
  const when = form.when.trim()
  return {
    company: form.company.trim() || null,
    sector: form.sector.trim() || null,
    employees: count(form.employees),
    pain: form.pain.trim() || null,
    budget: amount === null ? null : { amount, currency: form.currency, period: oneOf(form.period, ['once', 'month', 'year']) },
    authority: authority(form),
    timeline: when === '' && days === null ? null : { text: when || null, within_days: days },
  }
}

function authority(form: FactForm): NonNullable<Fields['authority']> | null {
  const decides = oneOf(form.decides, ['self', 'shared', 'other'])
  return decides && { decides, who: form.who.trim() || null }
}

function oneOf<Choice extends string>(value: string | null, choices: readonly Choice[]): Choice | null {
  return choices.find((choice) => choice === value) ?? null
}

function count(value: number | string): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function record(value: unknown): Partial<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function number(value: unknown): number | string {
  return typeof value === 'number' ? value : ''
}
