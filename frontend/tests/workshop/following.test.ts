// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { deedOf } from '../../src/workshop/core/deeds'
import { overlaid, overlaidLines } from '../../src/workshop/core/overlay'
import { ownAnswers, ownDots } from '../../src/workshop/core/own'
import type { Table } from '../../src/workshop/core/views'
import { settle } from '../support/clock'
import { uuid } from '../support/room'
import { boardSettings, group, LEADS, ME, note, snapshot, step, STEP, workshop, WORKSHOP, WorkshopBench } from '../support/workshop'

const table = (changes: Partial<Table> = {}): Table => ({
  kind: 'table', id: uuid(601), version: 1, step: STEP, number: 1, name: '', collected: false, sittings: [{ participant: ME, reason: 'spread' }], ...changes,
})
const atTable = (bench: WorkshopBench) => bench.session.store.streams.includes(`table:${uuid(601)}`)

describe('Following a workshop', () => {
  it('follows every stream of the snapshot from where it stands', async () => {
    const bench = await new WorkshopBench().follow()
    expect(bench.subscribed.sort()).toEqual([`participant:${ME}`, `people:${WORKSHOP}`, `workshop:${WORKSHOP}`])
  })

  it('loads everything anew when any stream has a hole that cannot be filled', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [note(1)] })).follow()
    bench.on('/snapshot', () => ({ json: snapshot({ views: [note(2)] }) }))
    bench.wires[0]?.say({ t: 'subd', id: 0, stream: `people:${WORKSHOP}`, epoch: 'e2', head: 9, mode: 'reset' })
    await settle()
    expect(bench.session.store.all('note').map(({ text }) => text)).toEqual(['Lapp 2'])
  })

  it('asks once for all streams that need it at the same time', async () => {
    const bench = await new WorkshopBench().follow()
    bench.on('/snapshot', () => ({ json: snapshot() }))
    for (const stream of [`people:${WORKSHOP}`, `workshop:${WORKSHOP}`]) bench.wires[0]?.say({ t: 'subd', id: 0, stream, epoch: 'e2', head: 9, mode: 'reset' })
    await settle()
    expect(bench.asked('/snapshot')).toHaveLength(1)
  })

  it('follows the table that one is given, and asks no more than once where the server names none', async () => {
    const bench = await new WorkshopBench().follow()
    const streams = { ...snapshot().streams, [`table:${uuid(601)}`]: { epoch: 'e1', seq: 0 } }
    bench.on('/snapshot', () => ({ json: snapshot({ views: [table()], streams }) }))
    await bench.tell('workshop', table())
    await bench.clock.pass(5_000)
    expect(atTable(bench)).toBe(true)
    expect(bench.subscribed).toContain(`table:${uuid(601)}`)
    expect(bench.asked('/snapshot')).toHaveLength(1)

    const other = await new WorkshopBench().follow()
    other.on('/snapshot', () => ({ json: snapshot({ views: [table({ version: 2 })] }) }))
    await other.tell('workshop', table({ version: 2 }))
    await other.clock.pass(60_000)
    expect(other.asked('/snapshot')).toHaveLength(1)
  })

  it('follows every table when it leads, also those that are laid while it looks on', async () => {
    const abilities = LEADS
    const bench = await new WorkshopBench(snapshot({ me: null, abilities }), 'host').follow()
    const streams = { ...snapshot().streams, [`table:${uuid(601)}`]: { epoch: 'e1', seq: 0 } }
    bench.on('/snapshot', () => ({ json: snapshot({ me: null, abilities, views: [table({ sittings: [] })], streams }) }))
    await bench.tell('workshop', table({ sittings: [] }))
    await bench.clock.pass(1_000)
    expect(bench.subscribed).toContain(`table:${uuid(601)}`)
  })

  it('asks what is its own when the participant’s own stream says something, and when its hidden notes are shown', async () => {
    const bench = await new WorkshopBench().follow()
    bench.on('/mine', () => ({ json: { notes: [note(7)] } }))
    await bench.tell('participant', { kind: 'pace', id: ME, version: 1, extra: 25 } as never)
    await bench.clock.pass(4_000)
    expect(bench.session.store.mine.notes?.map(({ text }) => text)).toEqual(['Lapp 7'])
    await bench.tell('workshop', step({ version: 2, revealed: true }))
    await bench.clock.pass(13_000)
    expect(bench.asked('/mine')).toHaveLength(2)
  })

  it('asks what is its own when a step opens or closes only while something of its own waits to be taken in', async () => {
    const late = { id: uuid(500), step: STEP, column: 'a', text: 'Sen', state: 'waiting' } as const
    for (const [mine, times] of [[{ notes: [note(7)] }, 0], [{ late: [late] }, 1]] as const) {
      const bench = await new WorkshopBench(snapshot({ mine: { ...mine } as never })).follow()
      bench.on('/mine', () => ({ json: {} }))
      await bench.tell('workshop', step({ version: 2, state: 'closed' }))
      await bench.clock.pass(13_000)
      expect(bench.asked('/mine')).toHaveLength(times)
    }
  })

  it('asks what is its own when something it sent too late is taken in', async () => {
    const late = { id: note(7).id, step: STEP, column: 'a', text: 'Lapp 7', state: 'waiting' } as const
    const bench = await new WorkshopBench(snapshot({ mine: { late: [late] } as never })).follow()
    bench.on('/mine', () => ({ json: { notes: [note(7)] } }))
    await bench.tell('workshop', note(7))
    await bench.clock.pass(13_000)
    expect(bench.session.store.mine.notes?.map(({ text }) => text)).toEqual(['Lapp 7'])
  })

  it('asks what became of what it sent too late: soon at first, then seldom, and not when nothing waits', async () => {
    const late = { id: uuid(500), step: STEP, column: 'a', text: 'Sen', state: 'waiting' } as const
    let state: 'waiting' | 'left' = 'waiting'
    const mine = () => ({ late: [{ ...late, state }] }) as never
    const bench = await new WorkshopBench(snapshot({ mine: mine() })).follow()
    bench.on('/mine', () => ({ json: mine() }))
    bench.on('/snapshot', () => ({ json: snapshot({ mine: mine() }) }))
    await bench.pass(24_000)
    expect(bench.asked('/mine')).toHaveLength(1)
    await bench.pass(40_000)
    expect(bench.asked('/mine')).toHaveLength(2)
    state = 'left'
    await bench.pass(80_000)
    const asked = bench.asked('/mine').length
    await bench.pass(600_000)
    expect(bench.asked('/mine')).toHaveLength(asked)
    expect(bench.session.store.mine.late?.[0]?.state).toBe('left')
  })

  it('leaves the room when it is shown out', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [note(1)] })).follow()
    bench.wires[0]?.say({ t: 'gone', stream: `workshop:${WORKSHOP}`, reason: 'removed' })
    await settle()
    expect(bench.session.store.goneReason).toBe('removed')
    expect(bench.session.store.all('note')).toEqual([])
  })

  it('asks for its rights when the workshop’s state changes under a host', async () => {
    const bench = await new WorkshopBench(snapshot(), 'host').follow()
    bench.on('/snapshot', () => ({ json: snapshot() }))
    await bench.tell('workshop', workshop({ version: 2, state: 'ended' }))
    await bench.clock.pass(4_000)
    expect(bench.asked('/snapshot')).toHaveLength(1)
  })
})

describe('Contributing', () => {
  it('goes without a key, to an address that makes a repeat harmless, until it has arrived', async () => {
    const bench = await new WorkshopBench().follow()
    let tries = 0
    bench.on('PUT /workshop-steps', ({ path }) => ((tries += 1) === 1 ? 'no net' : { json: note(1, { id: path.split('/').at(-1) ?? '', text: 'Lokaler' }) }))
    bench.session.contributing.write(STEP, 'Lokaler', 'a')
    await settle()
    await bench.clock.pass(30_000)
    const [first, second] = bench.writes()
    expect(first?.path).toBe(second?.path)
    expect(first?.headers.has('Idempotency-Key')).toBe(false)
    expect(bench.session.outbox.items()).toEqual([])
    expect(bench.session.store.mine.notes?.map(({ text }) => text)).toEqual(['Lokaler'])
  })

  it('to a closed step lies with the hosts, and is said to', async () => {
    const bench = await new WorkshopBench().follow()
    bench.on('PUT /workshop-steps', ({ path }) => ({ status: 202, json: { kind: 'late', id: path.split('/').at(-1), version: 1, step: STEP, column: 'a', text: 'Sent', state: 'waiting' } }))
    bench.session.contributing.write(STEP, 'Sent', 'a')
    await settle()
    expect(bench.session.store.mine.late?.map(({ text, state }) => [text, state])).toEqual([['Sent', 'waiting']])
    expect(bench.session.store.all('late')).toEqual([])
  })

  it('of many dots on one thing sends the last word, and shows it all the while', async () => {
    const bench = await new WorkshopBench().follow()
    bench.on('PUT', ({ body }) => {
      const { item, dots } = body as { item: string; dots: number }
      return { json: { dots: { [item]: dots }, left: 0 } }
    })
    for (const dots of [1, 2, 3]) bench.session.contributing.dots(STEP, 'x', dots)
    const { store, outbox } = bench.session
    expect(ownDots(store, outbox.items(), STEP)).toEqual({ x: 3 })
    await settle()
    expect(bench.writes().at(-1)?.body).toEqual({ item: 'x', dots: 3 })
    expect(bench.writes().length).toBeLessThan(3)
    expect(ownDots(store, outbox.items(), STEP)).toEqual({ x: 3 })
  })

  it('keeps what was refused and gives it no effect', async () => {
    const bench = await new WorkshopBench(snapshot({ mine: { answers: { [STEP]: { q: 'a' } } } })).follow()
    bench.on('PUT', () => ({ status: 409, json: { detail: 'Steget är stängt.' } }))
    bench.session.contributing.answer(STEP, 'q', 'b')
    await settle()
    const { store, outbox } = bench.session
    expect(ownAnswers(store, outbox.items(), STEP)).toEqual({ q: 'a' })
    expect(outbox.items().map(({ refusal }) => refusal?.detail)).toEqual(['Steget är stängt.'])
  })

  it('survives a reload of the page', async () => {
    const bench = await new WorkshopBench().follow()
    bench.on('PUT', () => 'no net')
    bench.session.contributing.write(STEP, 'Kvar', 'b')
    bench.session.drafts.set(`note.${STEP}`, 'Halvfärdig')
    await settle()
    const again = new WorkshopBench()
    again.storage = bench.storage
    again.on('PUT', () => 'no net')
    await again.follow()
    expect(again.session.outbox.items().map(deedOf)).toMatchObject([{ does: 'write', text: 'Kvar', column: 'b' }])
    expect(again.session.drafts.get(`note.${STEP}`)).toBe('Halvfärdig')
  })

  it('asks anew for what is its own when something was written while it was loaded', async () => {
    const bench = await new WorkshopBench().follow()
    bench.on('/mine', () => {
      const isFirst = bench.asked('/mine').length === 1
      if (isFirst) bench.session.following.wrote()
      return { json: { notes: isFirst ? [] : [note(1, { text: 'Ny' })] } }
    })
    bench.session.following.mineSoon()
    await bench.clock.pass(8_000)
    expect(bench.session.store.mine.notes?.map(({ text }) => text)).toEqual(['Ny'])
  })
})

describe('What hosts do', () => {
  it('has a key each, and names the step it was decided from', async () => {
    const bench = await new WorkshopBench(snapshot(), 'host').follow()
    bench.session.leading.go(uuid(9), STEP)
    await settle()
    const [go] = bench.writes()
    expect(go?.path).toBe(`/workshops/${WORKSHOP}/step`)
    expect(go?.body).toEqual({ step: uuid(9), after: STEP })
    expect(go?.headers.get('Idempotency-Key')).toBeTruthy()
  })

  it('of lock and unlock sends the last word when the net was away', async () => {
    const bench = await new WorkshopBench(snapshot(), 'host').follow()
    bench.on('POST', () => 'no net')
    bench.session.leading.course('lock')
    await settle()
    bench.session.leading.course('unlock')
    expect(bench.session.outbox.items().map(({ path }) => path)).toEqual([`/workshops/${WORKSHOP}/unlock`])
  })
})

describe('A board as it will be', () => {
  const items = (bench: WorkshopBench) => bench.session.outbox.items()
  const offline = async () => (await new WorkshopBench().follow()).on('PUT', () => 'no net').on('DELETE', () => 'no net')
  const placed = (notes: { text: string; column: string; rank: number }[], column: string) =>
    notes.filter((one) => one.column === column).sort((a, b) => a.rank - b.rank).map(({ text }) => text)

  it('has what was written last in its column, changed words and no removed note', async () => {
    const bench = await offline()
    const { contributing } = bench.session
    contributing.write(STEP, 'Ny', 'a')
    contributing.edit(note(1), 'Ändrad')
    contributing.remove(uuid(102))
    const { notes } = overlaid([note(1), note(2)], [], items(bench), STEP, null)
    expect(placed(notes.filter(({ state }) => state === 'shown'), 'a')).toEqual(['Ändrad', 'Ny'])
  })

  it('has what was moved in its new place', async () => {
    const bench = await offline()
    bench.session.contributing.move(uuid(103), { column: 'a', after: uuid(101) })
    bench.session.contributing.move(uuid(104), { column: 'a', after: null })
    const { notes, waiting } = overlaid([note(1), note(2), note(3), note(4, { column: 'b' })], [], items(bench), STEP, null)
    expect(placed(notes, 'a')).toEqual(['Lapp 4', 'Lapp 1', 'Lapp 3', 'Lapp 2'])
    expect([...waiting.keys()]).toEqual([uuid(103), uuid(104)])
  })

  it('has notes gathered, groups renamed, moved and dissolved', async () => {
    const bench = await offline()
    const { contributing } = bench.session
    const made = contributing.gather(STEP, [uuid(101), uuid(102)], 'Tid')
    contributing.moveGroup(uuid(201), { column: 'b', after: null })
    contributing.name(group(2), 'Pengar')
    contributing.dissolve(uuid(203))
    const { notes, groups } = overlaid([note(1), note(2, { column: 'b' })], [group(1), group(2), group(3)], items(bench), STEP, null)
    expect(notes.map((one) => [one.group, one.column])).toEqual([[made, 'a'], [made, 'a']])
    expect(groups.map(({ title, column, dissolved }) => [title, column, dissolved])).toEqual([
      ['Grupp 1', 'b', false], ['Pengar', 'a', false], ['Grupp 3', 'a', true], ['Tid', 'a', false],
    ])
  })

  it('of another step is left alone', async () => {
    const bench = await offline()
    bench.session.contributing.write(uuid(9), 'Annat steg', 'a')
    expect(overlaid([], [], items(bench), STEP, null).notes).toEqual([])
  })

  it('has a table’s lines with what is on its way', async () => {
    const bench = await offline()
    const line = (nth: number) => ({ kind: 'line', id: uuid(700 + nth), version: 1, revision: 1, table: uuid(601), text: `R${nth}`, rank: nth, removed: false }) as const
    const { contributing } = bench.session
    contributing.line(uuid(601), 'Ny', null)
    contributing.moveLine(uuid(702), null)
    contributing.editLine(line(1), 'R1 ändrad')
    const { lines } = overlaidLines([line(1), line(2)], items(bench), uuid(601))
    expect([...lines].sort((a, b) => a.rank - b.rank).map(({ text }) => text)).toEqual(['R2', 'R1 ändrad', 'Ny'])
  })

  it('keeps hidden boards hidden: an own note lies among what is one’s own', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [step({ settings: boardSettings({ hidden: true }) })] })).follow()
    bench.on('PUT', () => ({ json: note(1, { text: 'Hemlig', audience: 'hosts' }) }))
    bench.session.contributing.write(STEP, 'Hemlig', 'a')
    await settle()
    expect(bench.session.store.all('note')).toEqual([])
    expect(bench.session.store.mine.notes).toHaveLength(1)
  })
})
