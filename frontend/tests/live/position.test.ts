import { describe, expect, it } from 'vitest'
import { advance, isBehind } from '../../src/live/position'
import { event, events } from '../support/events'

const at = { epoch: 'e1', seq: 10 }

describe('A position in a stream', () => {
  it('moves over the events that follow', () => {
    const step = advance(at, 'e1', events(11, 13))
    expect(step).toMatchObject({ verdict: 'in-step', position: { epoch: 'e1', seq: 13 } })
    expect(step.applied).toHaveLength(3)
  })

  it('passes over events it has had', () => {
    const step = advance(at, 'e1', events(8, 12))
    expect(step.applied.map(({ seq }) => seq)).toEqual([11, 12])
  })

  it('stops before a hole', () => {
    const step = advance(at, 'e1', [event(11), event(13)])
    expect(step).toMatchObject({ verdict: 'hole', position: { seq: 11 } })
    expect(step.applied.map(({ seq }) => seq)).toEqual([11])
  })

  it('applies nothing from another epoch', () => {
    expect(advance(at, 'e2', events(11, 12))).toMatchObject({ verdict: 'other-epoch', position: at, applied: [] })
  })

  it('is behind when the head is further on or the epoch is another', () => {
    expect(isBehind(at, 'e1', 10)).toBe(false)
    expect(isBehind(at, 'e1', 11)).toBe(true)
    expect(isBehind(at, 'e2', 3)).toBe(true)
  })
})
