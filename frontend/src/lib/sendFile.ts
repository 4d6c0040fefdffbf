import { ApiProblem } from '@/lib/ApiProblem'
import { parseJson } from '@/lib/parseJson'
import { announceSignedOut } from '@/lib/signedOut'

/** Sends a file as the form field `file`. `fetch` cannot say how much has left already. */
export function sendFile(
  path: string,
  file: File,
  { name, onProgress }: { name: string; onProgress: (share: number) => void },
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    form.append('file', file, name)
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(ApiProblem.lost())
    request.onabort = () => reject(ApiProblem.lost())
    request.onload = () => {
      const body = parseJson(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(body)
      else {
        const problem = ApiProblem.fromBody(body, request.status, request.getResponseHeader('retry-after'))
        if (problem.status === 401) announceSignedOut()
        reject(problem)
      }
    }
    request.send(form)
  })
}
