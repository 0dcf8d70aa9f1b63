import type { LiveEvent, View } from '../../src/live/protocol'

export const STREAM = 'room:11111111-1111-4111-8111-111111111111'
export const EPOCH = 'e1'

export function event(seq: number, type = 'council.message_posted'): LiveEvent {
  return { seq, type, version: 1, data: {}, actor: 'person:p', acting_for: 'organisation:o', at: '2026-01-12T12:00:00Z' }
}

export function events(from: number, to: number): LiveEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) => event(from + index))
}

export function view(id: string, version: number): View {
  return { kind: 'message', id, version }
}
