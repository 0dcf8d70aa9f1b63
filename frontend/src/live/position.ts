import type { LiveEvent } from './protocol'

/** How far into a stream this browser has come. The epoch changes when the numbering itself starts over. */
export interface Position {
  epoch: string
  seq: number
}

export interface Advance {
  position: Position
  applied: LiveEvent[]
  verdict: 'in-step' | 'hole' | 'other-epoch'
}

/**
 * Walks forward through numbered events: only the next number is applied, known ones are passed over,
 * and at the first hole the walk stops so that nothing is applied out of order.
 */
export function advance(from: Position, epoch: string, events: readonly LiveEvent[]): Advance {
  if (epoch !== from.epoch) return { position: from, applied: [], verdict: 'other-epoch' }
  let seq = from.seq
  const applied: LiveEvent[] = []
  for (const event of events) {
    if (event.seq <= seq) continue
    if (event.seq !== seq + 1) return { position: { epoch, seq }, applied, verdict: 'hole' }
    applied.push(event)
    seq = event.seq
  }
  return { position: { epoch, seq }, applied, verdict: 'in-step' }
}

export function isBehind(position: Position, epoch: string, head: number): boolean {
  return position.epoch !== epoch || head > position.seq
}
