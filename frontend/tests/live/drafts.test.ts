import { describe, expect, it } from 'vitest'
import { DraftKeeper, type Draft } from '../../src/live/drafts'
import { MemoryStorage } from '../../src/live/storage'
import { FakeClock } from '../support/clock'

const written = (text: string, replyTo: string | null = null): Draft => ({ text, replyTo })

class DraftBench {
  clock = new FakeClock()
  storage = new MemoryStorage()
  saved: string[] = []
  isBroken = false

  open(fromServer: Draft | null = null): DraftKeeper {
    const save = async ({ text }: Draft) => {
      if (this.isBroken) throw new Error('no net')
      this.saved.push(text)
    }
    return new DraftKeeper('person.room', fromServer, this.storage, save, this.clock)
  }
}

describe('A draft', () => {
  it('is kept in the browser at once and on the server when the hand rests', async () => {
    const bench = new DraftBench()
    const keeper = bench.open()
    keeper.write(written('H'))
    await bench.clock.pass(1_000)
    keeper.write(written('Hej'))
    expect(keeper.state).toBe('kept')
    await bench.clock.pass(1_499)
    expect(bench.saved).toEqual([])
    await bench.clock.pass(1)
    expect(bench.saved).toEqual(['Hej'])
    expect(keeper.state).toBe('saved')
  })

  it('survives a reload before the server has it', () => {
    const bench = new DraftBench()
    bench.open().write(written('Hej', 'm1'))
    expect(bench.open(written('older')).draft).toEqual(written('Hej', 'm1'))
  })

  it('is taken from the server when another screen has gone on with it', async () => {
    const bench = new DraftBench()
    bench.open().write(written('Hej'))
    await bench.clock.pass(1_500)
    expect(bench.open(written('Hej på er')).draft.text).toBe('Hej på er')
  })

  it('is gone where it lies untouched when it is sent from another screen', () => {
    const bench = new DraftBench()
    const elsewhere = bench.open(written('Vi kan ta emot tre. '))
    elsewhere.sentElsewhere('Vi kan ta emot två.')
    expect(elsewhere.draft.text).toBe('Vi kan ta emot tre. ')
    elsewhere.sentElsewhere('Vi kan ta emot tre.')
    expect(elsewhere.draft.text).toBe('')
  })

  it('stays where somebody goes on with it though its beginning is sent from another screen', () => {
    const bench = new DraftBench()
    const here = bench.open()
    here.write(written('Hej'))
    here.sentElsewhere('Hej')
    expect(here.draft.text).toBe('Hej')
  })

  it('is saved later when the net is away', async () => {
    const bench = new DraftBench()
    bench.isBroken = true
    bench.open().write(written('Hej'))
    await bench.clock.pass(2_000)
    bench.isBroken = false
    await bench.clock.pass(15_000)
    expect(bench.saved).toEqual(['Hej'])
  })

  it('is cleared when the text is sent, here and on the server', async () => {
    const bench = new DraftBench()
    const keeper = bench.open()
    keeper.write(written('Hej'))
    keeper.clear()
    expect(keeper.draft.text).toBe('')
    await bench.clock.pass(1_500)
    expect(bench.saved).toEqual([''])
    expect(bench.storage.length).toBe(0)
  })

  it('does not come back after sending because the server had not heard of it', async () => {
    const bench = new DraftBench()
    const keeper = bench.open()
    keeper.write(written('Hej på'))
    await bench.clock.pass(1_500)
    keeper.write(written('Hej på er'))
    keeper.clear()
    expect(bench.open(written('Hej på')).draft.text).toBe('')
  })

  it('from another screen fills an empty field, but never replaces what is being typed', () => {
    const bench = new DraftBench()
    const keeper = bench.open()
    keeper.offer(written('from the phone'))
    expect(keeper.draft.text).toBe('from the phone')
    keeper.write(written('mine'))
    keeper.offer(written('from the phone again'))
    expect(keeper.draft.text).toBe('mine')
  })
})
