/** The frames of `arenan.v1`. Fields follow the wire exactly; see the AsyncAPI document of the server. */
export const SUBPROTOCOL = 'arenan.v1'

export interface LiveEvent {
  seq: number
  type: string
  version: number
  data: Record<string, unknown>
  actor: string
  acting_for: string
  at: string
}

export interface View {
  kind: string
  id: string
  version: number
}

export type Views = Record<string, View>

export interface Somebody {
  person: string
  name: string
  organisation: string
}

export interface Presence {
  count: number
  people: Somebody[]
}

export type ClientFrame =
  | { t: 'hello'; client: string; acting_for: string }
  | { t: 'sub'; id: number; stream: string; epoch: string; after: number }
  | { t: 'unsub'; stream: string }
  | { t: 'ack'; n: number }
  | { t: 'typing'; stream: string; on: boolean }
  | { t: 'ping'; c: number }

export type ServerFrame =
  | { t: 'welcome'; connection: string; heartbeat: number; limits: { subscriptions: number; frame: number } }
  | { t: 'subd'; id: number; stream: string; epoch: string; head: number; mode: 'live' | 'reset' }
  | { t: 'ev'; stream: string; epoch: string; events: LiveEvent[]; views: Views }
  | { t: 'hb'; heads: Record<string, [string, number]> }
  | ({ t: 'presence'; stream: string } & Presence)
  | { t: 'typing'; stream: string; people: Somebody[] }
  | { t: 'note'; stream: string; kind: string; data: Record<string, unknown> }
  | { t: 'gone'; stream: string; reason: string }
  | { t: 'drain'; after: number }
  | { t: 'pong'; c: number }
  | { t: 'error'; code: string; detail: string; id?: number }

/** A frame of an unknown kind is not an error: the server may be one version ahead during a deploy. */
export function readFrame(text: unknown): ServerFrame | null {
  if (typeof text !== 'string') return null
  try {
    const frame: unknown = JSON.parse(text)
    return isFrame(frame) ? frame : null
  } catch {
    return null
  }
}

function isFrame(value: unknown): value is ServerFrame {
  return typeof value === 'object' && value !== null && typeof (value as { t?: unknown }).t === 'string'
}

export type CloseFamily = 'stop' | 'back-off' | 'now' | 'lost'

/** The server says with the code's family what the browser should do next. */
export function closeFamily(code: number): CloseFamily {
  if (code >= 4000 && code < 4100) return 'stop'
  if (code >= 4100 && code < 4200) return 'back-off'
  if (code >= 4200 && code < 4300) return 'now'
  return 'lost'
}

export const STOPS: Record<number, 'signed-out' | 'hat-ended'> = { 4001: 'signed-out', 4003: 'hat-ended' }
