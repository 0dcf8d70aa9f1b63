import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { includes, union, type Ranges } from '../../src/live/ranges'
import { ReadTracker } from '../../src/live/reads'
import { FakeClock } from '../support/clock'

describe('Ranges', () => {
  it('that touch or overlap become one', () => {
    expect(union([[1, 3]], [[4, 6]], [[10, 12], [5, 8]])).toEqual([[1, 8], [10, 12]]) // prettier-ignore
  })

  it('hold exactly the numbers that were put in, in any order', () => {
    const pair = fc.tuple(fc.nat(60), fc.nat(8)).map(([from, more]): [number, number] => [from, from + more])
    fc.assert(
      fc.property(fc.array(pair), fc.array(pair), (one, other) => {
        const both = union(one, other)
        expect(both).toEqual(union(other, one))
        for (let value = 0; value < 70; value += 1) {
          expect(includes(both, value)).toBe(includes(one, value) || includes(other, value))
        }
      }),
    )
  })
})

function tracker(start: Ranges = []) {
  const clock = new FakeClock()
  const saved: Ranges[] = []
  let works = true
  const save = (ranges: Ranges) => {
    saved.push(ranges)
    return works ? Promise.resolve(ranges) : Promise.reject(new Error('no net'))
  }
  return { clock, saved, reads: new ReadTracker(start, save, clock), breakNet: (is: boolean) => (works = !is) }
}

describe('What has been read', () => {
  it('is saved together, after a pause', async () => {
    const { clock, saved, reads } = tracker()
    reads.see(3, null)
    reads.see(7, 3)
    reads.see(20, 15)
    await clock.pass(2_000)
    expect(saved).toEqual([
      [
        [3, 7],
        [16, 20],
      ],
    ])
  })

  it('covers the numbers between two messages, which belong to edits and reactions', () => {
    const { reads } = tracker()
    reads.see(3, null)
    reads.see(9, 3)
    expect([3, 6, 9, 10].map((seq) => reads.has(seq))).toEqual([true, true, true, false])
  })

  it('is not saved twice', async () => {
    const { clock, saved, reads } = tracker([[1, 5]])
    reads.see(4, 3)
    await clock.pass(60_000)
    expect(saved).toEqual([])
  })

  it('is joined with what another screen has seen', () => {
    const { reads } = tracker([[1, 5]])
    let told = 0
    reads.changes.listen(() => (told += 1))
    reads.merge([[8, 9]])
    reads.merge([[8, 9]])
    expect(reads.has(8)).toBe(true)
    expect(reads.has(5)).toBe(true)
    expect(told).toBe(1)
  })

  it('is saved later when the net is away', async () => {
    const { clock, saved, reads, breakNet } = tracker()
    breakNet(true)
    reads.see(3, null)
    await clock.pass(2_000)
    breakNet(false)
    await clock.pass(15_000)
    expect(saved).toEqual([[[3, 3]], [[3, 3]]])
    await clock.pass(60_000)
    expect(saved).toHaveLength(2)
  })
})
