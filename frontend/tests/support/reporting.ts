import { createHttp } from '../../src/api/http'
import { MemoryStorage, type KeyValue } from '../../src/live/storage'
import { Row, type RowWorld } from '../../src/reporting/row'
import { emptyTexts, type Texts, type ValueView } from '../../src/reporting/texts'
import type { ReportView } from '../../src/reporting/views'
import { FakeClock } from './clock'
import { uuid } from './room'

export const TOTAL = ''
export const WOMEN = 'kon=kvinnor'
export const MEN = 'kon=man'

interface Call {
  method: string
  path: string
  body: { values?: Record<string, string | null>[] }
  key: string | null
  revision: string | null
}

/** A server with one return, that refuses text, knows versions and remembers keys. */
export class FakeServer {
  calls: Call[] = []
  version = 1
  state = 'draft'
  values = new Map<string, ValueView>()
  warnings: ReportView['warnings'] = []
  /** The net: away, or cut off after the server has heard. */
  net: 'there' | 'away' | 'deaf' = 'there'
  isSignedOut = false
  isLocked = false
  private answered = new Map<string, number>()

  fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    if (this.net === 'away') throw new TypeError('Failed to fetch')
    const headers = new Headers(init.headers)
    const call: Call = {
      method: init.method ?? 'GET',
      path: String(input),
      body: init.body ? (JSON.parse(String(init.body)) as Call['body']) : {},
      key: headers.get('Idempotency-Key'),
      revision: headers.get('If-Match'),
    }
    this.calls.push(call)
    const answer = this.answer(call)
    if (this.net === 'deaf') throw new TypeError('Failed to fetch')
    return answer
  }

  get puts(): Call[] {
    return this.calls.filter(({ method }) => method === 'PUT')
  }

  /** What a colleague writes. */
  write(cell: string, number: string, who = 'Ida Berg'): void {
    this.values.set(cell, this.value({ cell, number }, who))
    this.version += 1
  }

  view(): ReportView {
    return {
      kind: 'report',
      id: uuid(1),
      version: this.version,
      revision: this.version,
      indicator: { id: uuid(2) },
      period: { id: uuid(3) },
      state: this.state,
      reason: '',
      values: [...this.values.values()],
      warnings: this.warnings,
    }
  }

  private answer(call: Call): Response {
    if (this.isSignedOut) return problem(401, 'Sign in first')
    if (this.isLocked) return problem(409, 'Perioden är låst.')
    if (call.method === 'GET') return json(this.view())
    if (call.method === 'POST') return json({ revision: this.version, report: this.view() }, 201)
    if (call.key && this.answered.has(call.key)) return json({ revision: this.version, report: this.view() })
    if (call.revision !== `"${this.version}"`) return problem(412, 'Changed')
    return this.put(call)
  }

  private put({ body, key }: Call): Response {
    const values = body.values ?? []
    const wrong = values.map(({ number }, place) => [place, number] as const).filter(([, number]) => /[a-z]/i.test(number ?? ''))
    if (wrong.length > 0) {
      return problem(422, 'Wrong', Object.fromEntries(wrong.map(([place]) => [`values.${place}.number`, ['Det här är text.']])))
    }
    for (const one of values) {
      if (one.number || one.numerator) this.values.set(one.cell ?? '', this.value(one, 'Jag'))
      else this.values.delete(one.cell ?? '')
    }
    this.version += 1
    if (key) this.answered.set(key, this.version)
    return json({ revision: this.version, report: this.view() })
  }

  private value(one: Record<string, string | null>, who: string): ValueView {
    const plain = (text: string | null | undefined) => text?.replace(/\s/g, '').replace(',', '.') ?? null
    return {
      cell: one.cell ?? '',
      operator: one.operator ?? 'exact',
      number: plain(one.number),
      high: plain(one.high),
      numerator: plain(one.numerator),
      denominator: plain(one.denominator),
      measured_on: one.measured_on ?? null,
      note: one.note ?? '',
      source: one.source ?? '',
      source_page: one.source_page ?? '',
      written_by: { name: who },
      written_at: '2017-10-12T10:00:00Z',
    }
  }
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status })
}

function problem(status: number, detail: string, errors: Record<string, string[]> = {}): Response {
  return json({ type: 'about:blank', title: detail, status, detail, errors }, status)
}

/** One person at one return. */
export class Desk {
  clock = new FakeClock()
  storage: KeyValue = new MemoryStorage()
  private keys = 0

  constructor(readonly server = new FakeServer()) {}

  world(): RowWorld {
    const http = createHttp({
      base: '/api/v1',
      actingFor: uuid(800),
      csrfToken: () => 'token',
      fetch: this.server.fetch,
      clock: this.clock,
    })
    const newKey = () => uuid(5000 + (this.keys += 1))
    return { http, clock: this.clock, random: () => 1, storage: this.storage, newKey, scope: 'me' }
  }

  /** Opens the page: the fields hold what the server has now. */
  open(report = uuid(1)): Row {
    const cells = Object.fromEntries([TOTAL, WOMEN, MEN].map((key) => [key, this.stored(key)]))
    const revision = report === '' ? 0 : this.server.version
    return new Row({ indicator: uuid(2), period: uuid(3), report, revision, cells }, this.world())
  }

  private stored(key: string): Texts {
    const number = this.server.values.get(key)?.number ?? ''
    return { ...emptyTexts(), number: number.replace('.', ',') }
  }
}

/** Types a number and waits until it has been dealt with. */
export async function type(desk: Desk, row: Row, key: string, text: string): Promise<void> {
  row.type(key, 'number', text)
  await desk.clock.pass(800)
}
