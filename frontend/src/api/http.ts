import type { Cancel, Clock } from '../live/clock'

/** Why the server said no (RFC 9457). */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  errors: Record<string, string[]>
}

export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfter: number | undefined,
  ) {
    super(problem.detail || problem.title)
  }

  get status(): number {
    return this.problem.status
  }
}

/** The question may or may not have reached the server. */
export class NoAnswer extends Error {}

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  idempotencyKey?: string
  ifMatch?: number
  signal?: AbortSignal
  /** Lets the request outlive the page. */
  keepalive?: boolean
  timeout?: number
}

export interface HttpOptions {
  base: string
  actingFor: string
  csrfToken: () => string
  fetch: typeof fetch
  clock: Clock
}

export type Http = <T>(path: string, request?: Request) => Promise<T>

const TIMEOUT = 30_000

export function createHttp(options: HttpOptions): Http {
  return async <T>(path: string, request: Request = {}) => {
    const aborter = new AbortController()
    const cancel = abortWith(aborter, request, options.clock)
    try {
      const response = await ask(options, path, request, aborter.signal)
      const data = await readBody(response)
      if (!response.ok) throw new ApiError(readProblem(response, data), readRetryAfter(response, options.clock))
      return data as T
    } finally {
      cancel()
    }
  }
}

async function ask(options: HttpOptions, path: string, request: Request, signal: AbortSignal): Promise<Response> {
  const { body } = request
  try {
    return await options.fetch(options.base + path, {
      method: request.method ?? 'GET',
      headers: headersFor(options, request),
      body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      keepalive: request.keepalive ?? false,
      signal,
    })
  } catch (error) {
    throw new NoAnswer(String(error))
  }
}

function headersFor(options: HttpOptions, request: Request): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (options.actingFor) headers['Acting-For'] = options.actingFor
  if (request.method && request.method !== 'GET') headers['X-CSRFToken'] = options.csrfToken()
  if (request.body !== undefined && !(request.body instanceof FormData)) headers['Content-Type'] = 'application/json'
  if (request.idempotencyKey) headers['Idempotency-Key'] = request.idempotencyKey
  if (request.ifMatch !== undefined) headers['If-Match'] = `"${request.ifMatch}"`
  return headers
}

function abortWith(aborter: AbortController, request: Request, clock: Clock): Cancel {
  const cancelTimeout = clock.after(request.timeout ?? TIMEOUT, () => aborter.abort())
  const abort = () => aborter.abort()
  if (request.signal?.aborted) abort()
  request.signal?.addEventListener('abort', abort)
  return () => {
    cancelTimeout()
    request.signal?.removeEventListener('abort', abort)
  }
}

async function readBody(response: Response): Promise<unknown> {
  let text: string
  try {
    text = await response.text()
  } catch (error) {
    throw new NoAnswer(String(error))
  }
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    // A proxy's error page, or a captive portal that answers for the server.
    if (response.ok) throw new NoAnswer('The answer is not JSON')
    return null
  }
}

function readProblem(response: Response, data: unknown): Problem {
  const found = (typeof data === 'object' && data !== null ? data : {}) as Partial<Problem>
  return {
    type: found.type ?? 'about:blank',
    title: found.title ?? '',
    status: response.status,
    detail: found.detail ?? '',
    errors: found.errors ?? {},
  }
}

/** `Retry-After` in milliseconds; it comes as seconds or as a date. */
function readRetryAfter(response: Response, clock: Clock): number | undefined {
  const value = response.headers.get('Retry-After')
  if (value === null) return undefined
  const seconds = Number(value)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - clock.now()
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}

export function csrfFromCookie(cookies: string): string {
  const found = /(?:^|;\s*)csrftoken=([^;]*)/.exec(cookies)
  return found?.[1] ?? ''
}
