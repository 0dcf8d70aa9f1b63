import { describe, expect, it } from 'vitest'
import { purseOf, questionRows, voteRows } from '../../src/workshop/core/ballots'
import { boardOf, neighbour, withOwn } from '../../src/workshop/core/board'
import { movedBy, ranked, toggled, type Question } from '../../src/workshop/core/questions'
import { Store } from '../../src/workshop/core/store'
import { byOrganisation, linesOf, tableOf, tablesToFollow } from '../../src/workshop/core/tables'
import { askedIn, queueOf } from '../../src/workshop/core/talks'
import { asClock, endsFor, openness, timeLeft, warningBetween } from '../../src/workshop/core/timing'
import type { Asked, Hand, Line, Order, Table } from '../../src/workshop/core/views'
import type { View } from '../../src/live/protocol'
import { uuid } from '../support/room'
import { at, boardSettings, group, me, ME, note, participant, snapshot, step, STEP, workshop } from '../support/workshop'

const START = 1_000_000

describe('What is known of a workshop', () => {
  const open = (...views: View[]) =>
    new Store(snapshot({ views }), () => START)

  it('is by each thing the newest version, whichever stream told it and in whatever order', () => {
    const store = open(note(1, { version: 3, text: 'ny' }))
    store.apply({ x: note(1, { version: 2, text: 'gammal' }) })
    expect(store.get('note', uuid(101))?.text).toBe('ny')
  })

  it('tells things of different kinds with the same id apart', () => {
    const late = { kind: 'late', id: uuid(101), version: 1 }
    const store = open(note(1), late)
    expect(store.get('note', uuid(101))?.kind).toBe('note')
    expect(store.get('late', uuid(101))?.kind).toBe('late')
  })

  it('is replaced whole by a snapshot, but for what streams told while it was on its way', () => {
    const store = open(note(1), note(2))
    const asked = store.mark()
    store.apply({ x: note(2, { version: 5, text: 'under vägen' }), y: note(3) })
    store.replace(snapshot({ views: [note(2, { version: 4, text: 'ur bilden' })] }), asked)
    expect(store.all('note').map(({ text }) => text).sort()).toEqual(['Lapp 3', 'under vägen'])
  })

  it('tells once what is new, and nothing when it was known', () => {
    const store = open(note(1))
    const told: number[] = []
    store.arrivals.listen((arrivals) => told.push(arrivals.length))
    store.apply({ x: note(1), y: note(2) })
    store.apply({ x: note(2) })
    expect(told).toEqual([1])
  })

  it('leaves the page when the right is lost, but for which workshop it was', () => {
    const store = open(note(1))
    store.end('removed')
    expect(store.all('note')).toEqual([])
    expect(store.workshop.title).toBe('Introduktion')
  })

  it('knows the server’s clock, and the time somebody has for themselves', () => {
    const pace = { kind: 'pace', id: ME, version: 2, extra: 50 }
    const store = new Store(snapshot({ views: [pace], now: at(30) }), () => START)
    expect(store.serverNow).toBe(START + 30_000)
    expect(store.extra).toBe(50)
  })
})

describe('The time of a step', () => {
  it('ends later for who has more, reckoned from the length of the step', () => {
    expect(endsFor(step(), 50)).toBe(START + 900_000)
    expect(endsFor(step({ ends_at: null }), 50)).toBeNull()
  })

  it('runs only while the step is open and there is no break', () => {
    expect(timeLeft(step(), workshop(), 0, START + 60_000)).toBe(540_000)
    expect(timeLeft(step(), workshop({ state: 'paused' }), 0, START)).toBeNull()
    expect(timeLeft(step({ state: 'closed' }), workshop(), 0, START)).toBeNull()
    expect(timeLeft(step(), workshop(), 0, START + 700_000)).toBe(0)
  })

  it('says why one cannot contribute', () => {
    const ask = (changes: Parameters<typeof step>[0], room: Parameters<typeof workshop>[0] = {}, now = START) => openness(step(changes), workshop(room), 0, now)
    expect(ask({})).toBe('open')
    expect(ask({}, {}, START + 601_000)).toBe('open')
    expect(ask({}, {}, START + 603_000)).toBe('out')
    expect(ask({ state: 'closed' })).toBe('closed')
    expect(ask({ state: 'planned' })).toBe('planned')
    expect(ask({}, { locked: true })).toBe('locked')
    expect(ask({}, { state: 'paused' })).toBe('paused')
    expect(ask({}, { state: 'announced' })).toBe('not-begun')
    expect(ask({}, { state: 'ended' })).toBe('over')
  })

  it('is shown as a clock, and warned of once at five minutes, one minute and none', () => {
    expect([asClock(0), asClock(59_001), asClock(60_000), asClock(754_000)]).toEqual(['0:00', '1:00', '1:00', '12:34'])
    expect(warningBetween(301_000, 300_000)).toBe(300_000)
    expect(warningBetween(300_000, 299_000)).toBeNull()
    expect(warningBetween(400_000, 30_000)).toBe(60_000)
    expect(warningBetween(1_000, 0)).toBe(0)
    expect(warningBetween(null, 0)).toBeNull()
  })
})

describe('A board', () => {
  const stood = (columns: ReturnType<typeof boardOf>) => columns.map(({ standing }) => standing.map(({ id, notes }) => (notes[0]?.id === id ? id : notes.map((one) => one.id))))

  it('has lone notes and groups in the order all share, and a group’s notes within it', () => {
    const notes = [note(1, { rank: 30 }), note(2, { rank: 10 }), note(3, { group: uuid(201), rank: 2 }), note(4, { group: uuid(201), rank: 1 }), note(5, { column: 'b' })]
    const columns = boardOf(step(), { notes, groups: [group(1, { rank: 20 })] })
    expect(stood(columns)).toEqual([[uuid(102), [uuid(104), uuid(103)], uuid(101)], [uuid(105)]])
  })

  it('holds nothing that was removed, dissolved or belongs elsewhere', () => {
    const notes = [note(1, { state: 'removed' }), note(2, { state: 'redacted' }), note(3, { step: uuid(9) }), note(4, { table: uuid(8) })]
    expect(stood(boardOf(step(), { notes, groups: [group(1), group(2, { dissolved: true })] }))).toEqual([[], []])
  })

  it('lets the notes of a group that has gone stand for themselves', () => {
    const columns = boardOf(step(), { notes: [note(1, { group: uuid(201) })], groups: [group(1, { dissolved: true })] })
    expect(stood(columns)).toEqual([[uuid(101)], []])
  })

  it('of one table shows only what is that table’s', () => {
    const notes = [note(1), note(2, { table: uuid(8) })]
    expect(stood(boardOf(step(), { notes, groups: [], table: uuid(8) }))).toEqual([[uuid(102)], []])
  })

  it('shows own notes that no stream carries, and the newer of two', () => {
    const own = [note(1, { audience: 'hosts' }), note(2, { text: 'äldre', version: 1 })]
    expect(withOwn([note(2, { text: 'nyare', version: 2 })], own).map(({ text }) => text).sort()).toEqual(['Lapp 1', 'nyare'])
  })

  it('knows what something comes to stand after when it goes up or down', () => {
    const three = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
    expect(neighbour(three, 'b', -1)).toBeNull()
    expect(neighbour(three, 'c', -1)).toBe('a')
    expect(neighbour(three, 'a', 1)).toBe('b')
    expect(neighbour(three, 'a', -1)).toBeUndefined()
    expect(neighbour(three, 'c', 1)).toBeUndefined()
  })
})

describe('Ballots', () => {
  const items = ['x', 'y', 'z'].map((id) => ({ id, text: id, note: null, group: null }))

  it('leave what is left of the dots', () => {
    const vote = step({ type: 'vote', settings: { source: STEP, budget: 5, most: 3 } })
    expect(purseOf(vote, { x: 3, y: 1 })).toEqual({ budget: 5, left: 1, most: 3 })
  })

  it('put what got most first, and keep the board’s order among equals', () => {
    const tally = { kind: 'tally', id: STEP, version: 1, given: 2, results: { items: { z: 3, y: 1 } } } as const
    expect(voteRows(items, tally).map(({ id, count, share }) => [id, count, share])).toEqual([['z', 3, 1], ['y', 1, 1 / 3], ['x', 0, 0]])
  })

  it('show every step of a scale, also where nobody stands', () => {
    const scale = { id: 'q', kind: 'scale', text: '', options: [], most: 1, low: 1, high: 3, low_label: '', high_label: '' } satisfies Question
    expect(questionRows(scale, { counts: { 2: 4 } }).map(({ text, count }) => [text, count])).toEqual([['1', 0], ['2', 4], ['3', 0]])
  })

  it('let one choose no more than one may, and take a choice back', () => {
    expect(toggled(['a', 'b'], 'c', 2)).toEqual(['a', 'b'])
    expect(toggled(['a', 'b'], 'a', 2)).toEqual(['b'])
  })

  it('rank by an own order, moved one place at a time', () => {
    const question = { id: 'q', kind: 'ranking', text: '', options: ['a', 'b', 'c'].map((id) => ({ id, text: id })), most: 3, low: 1, high: 5, low_label: '', high_label: '' } satisfies Question
    expect(ranked(question, ['c']).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(movedBy(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(movedBy(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  })
})

describe('Talks', () => {
  const hand = (nth: number, changes: Partial<Hand> = {}): Hand => ({
    kind: 'hand', id: uuid(400 + nth), version: 1, step: STEP, participant: uuid(300 + nth), name: `P${nth}`, organisation: '', state: 'up', raised_at: at(nth), called_at: null, done_at: null, ...changes,
  })

  it('wait in the order the hands went up, beside who speaks and whom the list suggests', () => {
    const order: Order = { kind: 'order', id: STEP, version: 1, next: { hand: uuid(403), reason: 'least_heard' }, heard: [] }
    const queue = queueOf(STEP, [hand(3), hand(1), hand(2, { state: 'speaking' }), hand(4, { state: 'down' })], order)
    expect(queue.waiting.map(({ name }) => name)).toEqual(['P1', 'P3'])
    expect(queue.speaking?.name).toBe('P2')
    expect(queue.suggested?.hand.name).toBe('P3')
  })

  it('suggest nobody whose hand has gone down since', () => {
    const order: Order = { kind: 'order', id: STEP, version: 1, next: { hand: uuid(403), reason: 'first' }, heard: [] }
    expect(queueOf(STEP, [hand(1)], order).suggested).toBeNull()
  })

  it('keep questions as they came, or by their voices when that is asked for', () => {
    const asked = (nth: number, voices: number, state: Asked['state'] = 'open'): Asked => ({ kind: 'asked', id: uuid(500 + nth), version: 1, step: STEP, text: `F${nth}`, state, merged_into: null, position: nth, by: null, voices })
    const all = [asked(2, 5), asked(1, 1), asked(3, 9, 'answered'), asked(4, 2, 'merged')]
    expect(askedIn(STEP, all, 'asked').open.map(({ text }) => text)).toEqual(['F1', 'F2'])
    expect(askedIn(STEP, all, 'voices').open.map(({ text }) => text)).toEqual(['F2', 'F1'])
    expect(askedIn(STEP, all, 'asked').answered.map(({ text }) => text)).toEqual(['F3'])
  })
})

describe('Tables', () => {
  const table = (nth: number, changes: Partial<Table> = {}): Table => ({ kind: 'table', id: uuid(600 + nth), version: 1, step: STEP, number: nth, name: '', collected: false, sittings: [], ...changes })
  const line = (nth: number, changes: Partial<Line> = {}): Line => ({ kind: 'line', id: uuid(700 + nth), version: 1, revision: 1, table: uuid(601), text: `R${nth}`, rank: nth, removed: false, ...changes })

  it('are followed by who sits there and who leads, until what they wrote is collected', () => {
    const sittings = [{ participant: ME, reason: 'spread' }]
    expect(tablesToFollow([table(1, { sittings }), table(2)], ME, false)).toEqual([`table:${uuid(601)}`])
    expect(tablesToFollow([table(1, { sittings, collected: true })], ME, false)).toEqual([])
    expect(tablesToFollow([table(1), table(2), table(3, { collected: true })], undefined, true)).toEqual([`table:${uuid(601)}`, `table:${uuid(602)}`])
    expect(tableOf(STEP, [table(1), table(2, { sittings })], ME)?.number).toBe(2)
  })

  it('have their lines in the table’s order, without those that were removed', () => {
    expect(linesOf(uuid(601), [line(2), line(1), line(3, { removed: true }), line(4, { table: uuid(602) })]).map(({ text }) => text)).toEqual(['R1', 'R2'])
  })

  it('and rooms show people under their organisation, those without one last', () => {
    const circles = byOrganisation([participant(1, { organisation: '' }), participant(2, { organisation: 'Ö' }), participant(3, { organisation: 'A' }), me()])
    expect(circles.map(({ organisation }) => organisation)).toEqual(['A', 'Verdandi', 'Ö', ''])
  })
})

it('A board without columns has none', () => {
  expect(boardOf(step({ settings: boardSettings({ columns: [] }) }), { notes: [note(1)], groups: [] })).toEqual([])
})
