// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import type { Hand, Table } from '../../src/workshop/core/views'
import { uuid } from '../support/room'
import { at, boardSettings, group, me, ME, note, participant, snapshot, step, STEP, workshop, WorkshopBench, WORKSHOP } from '../support/workshop'

afterEach(cleanup)

const spoken = (manner: 'polite' | 'assertive') => document.querySelector(`[aria-live="${manner}"]:not(.ws-purse)`)?.textContent ?? ''
const column = (name: string) => screen.getByRole('region', { name: new RegExp(`^${name}`) })
const texts = (name: string) => within(column(name)).queryAllByRole('listitem').map((item) => item.querySelector('.ws-note-text')?.textContent)

async function choose(bench: WorkshopBench, about: RegExp, name: string | RegExp): Promise<void> {
  await bench.user.click(screen.getByRole('button', { name: about }))
  await bench.user.click(screen.getByRole('button', { name }))
  await bench.settle()
}

describe('In the lobby', () => {
  it('one is told that one is in, as whom, and that nothing need be done', async () => {
    await new WorkshopBench(snapshot({ views: [workshop({ state: 'announced', step: null })] })).open()
    expect(screen.getByRole('heading', { name: 'Vi börjar strax' })).toBeTruthy()
    expect(screen.getByText('Du är här som Ida Berg, Verdandi.')).toBeTruthy()
  })

  it('the first step comes by itself and is said at once', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [workshop({ state: 'announced', step: null }), step({ state: 'planned' })] })).open()
    await bench.tellDrawn('workshop', workshop({ version: 2 }), step({ version: 2 }))
    expect(screen.getByRole('heading', { name: 'Vad hindrar?' })).toBeTruthy()
    expect(spoken('assertive')).toBe('Nytt steg: Vad hindrar?')
  })
})

describe('On a board', () => {
  it('a note is put up in the column one chooses, shown at once, and the field is ready for the next', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [note(1)] })).open()
    bench.on('PUT /workshop-steps', ({ path }) => ({ json: note(9, { id: path.split('/').at(-1) ?? '', column: 'b', text: 'Studiebesök' }) }))
    await bench.user.click(screen.getByRole('radio', { name: 'Det hjälper' }))
    const field = screen.getByLabelText('Skriv en lapp')
    await bench.user.type(field, 'Studiebesök')
    await bench.user.click(screen.getByRole('button', { name: 'Sätt upp lappen' }))
    await bench.settle()
    expect(texts('Det hjälper')).toEqual(['Studiebesök'])
    expect(within(column('Det hjälper')).getByText('Sparat')).toBeTruthy()
    expect((field as HTMLTextAreaElement).value).toBe('')
    expect(bench.writes()[0]?.body).toEqual({ text: 'Studiebesök', column: 'b' })
  })

  it('what is typed is there after a reload', async () => {
    const bench = await new WorkshopBench().open()
    await bench.user.type(screen.getByLabelText('Skriv en lapp'), 'Halvfärdig')
    cleanup()
    const again = new WorkshopBench()
    again.storage = bench.storage
    await again.open()
    expect((screen.getByLabelText('Skriv en lapp') as HTMLTextAreaElement).value).toBe('Halvfärdig')
  })

  it('a refused note says why, and its words can be taken back to the field', async () => {
    const bench = await new WorkshopBench().open()
    bench.on('PUT', () => ({ status: 409, json: { detail: 'Du har använt alla dina lappar.' } }))
    await bench.user.type(screen.getByLabelText('Skriv en lapp'), 'En till')
    await bench.user.click(screen.getByRole('button', { name: 'Sätt upp lappen' }))
    await bench.settle()
    expect(within(column('Det hindrar')).getByText('Kunde inte sparas: Du har använt alla dina lappar.')).toBeTruthy()
    await bench.user.click(screen.getByRole('button', { name: 'Skriv om' }))
    await bench.settle()
    expect((screen.getByLabelText('Skriv en lapp') as HTMLTextAreaElement).value).toBe('En till')
    expect(texts('Det hindrar')).toEqual([])
  })

  it('everything drag and drop could do is in a menu, and the focus goes along', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [note(1), note(2), note(3, { column: 'b' })] })).open()
    bench.on('PUT', () => 'no net')
    await choose(bench, /Mer om lappen ”Lapp 2”/, 'Flytta upp')
    expect(texts('Det hindrar')).toEqual(['Lapp 2', 'Lapp 1'])
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Mer om lappen ”Lapp 2”')
    await choose(bench, /Mer om lappen ”Lapp 2”/, 'Flytta till Det hjälper')
    expect(texts('Det hjälper')).toEqual(['Lapp 3', 'Lapp 2'])
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Mer om lappen ”Lapp 2”')
  })

  it('notes that say the same are gathered under a title', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [note(1), note(2)] })).open()
    bench.on('PUT', () => 'no net')
    await choose(bench, /Mer om lappen ”Lapp 2”/, 'Gruppera med …')
    await bench.user.selectOptions(screen.getByLabelText('Vilken lapp eller grupp säger samma sak?'), 'Lapp 1')
    await bench.user.type(screen.getByLabelText('Rubrik på gruppen'), 'Tid')
    await bench.user.click(screen.getByRole('button', { name: 'Gruppera' }))
    await bench.settle()
    expect(bench.writes()[0]?.body).toEqual({ notes: [uuid(101), uuid(102)], title: 'Tid' })
    expect(screen.getByRole('heading', { name: /^Tid/ })).toBeTruthy()
  })

  it('only one’s own notes can be changed, and nothing when the step is closed', async () => {
    const views = [note(1), note(2)]
    const bench = await new WorkshopBench(snapshot({ views, mine: { notes: [note(1)] } })).open()
    await bench.user.click(screen.getByRole('button', { name: /Mer om lappen ”Lapp 2”/ }))
    expect(screen.queryByRole('button', { name: 'Ändra' })).toBeNull()
    await bench.tellDrawn('workshop', step({ version: 2, state: 'closed' }))
    expect(screen.queryByRole('button', { name: /Mer om/ })).toBeNull()
    expect(screen.getByText('Steget är stängt. Det du skickar nu hamnar hos den som leder.')).toBeTruthy()
  })

  it('two who change the same note find each other’s words, and choose', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [note(1)], mine: { notes: [note(1)] } })).open()
    bench.on('PUT /workshop-notes', ({ headers }) => (headers.get('If-Match') === '"1"' ? { status: 412, json: {} } : { json: note(1, { version: 3, revision: 3, text: 'Min text' }) }))
    await choose(bench, /Mer om lappen/, 'Ändra')
    await bench.user.clear(screen.getByLabelText('Ändra texten'))
    await bench.user.type(screen.getByLabelText('Ändra texten'), 'Min text')
    await bench.tellDrawn('workshop', note(1, { version: 2, revision: 2, text: 'Deras text' }))
    await bench.user.click(screen.getByRole('button', { name: 'Spara' }))
    await bench.settle()
    expect(screen.getByText('Nu står det: ”Deras text”')).toBeTruthy()
    await bench.user.click(screen.getByRole('button', { name: 'Spara min text ändå' }))
    await bench.settle()
    expect(bench.writes().at(-1)?.headers.get('If-Match')).toBe('"2"')
    expect(texts('Det hindrar')).toEqual(['Min text'])
  })

  it('what others write is told together and seldom, and stands last', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [note(1)] })).open()
    await bench.tellDrawn('workshop', note(2), note(3))
    await bench.tellDrawn('workshop', note(4))
    await bench.pass(500)
    expect(spoken('polite')).toBe('3 nya lappar')
    expect(texts('Det hindrar')).toEqual(['Lapp 1', 'Lapp 2', 'Lapp 3', 'Lapp 4'])
  })

  it('says who wrote what as far as the plan tells, organisation first', async () => {
    const author = participant(1, { name: 'Åsa Holm', organisation: 'Salem' })
    const by = { participant: author.id, label: '', kind: '' }
    await new WorkshopBench(snapshot({ views: [author, note(1, { by }), note(2, { by: { participant: null, label: 'Botkyrka', kind: '' } }), group(1)] })).open()
    expect(screen.getByText('Salem, Åsa Holm')).toBeTruthy()
    expect(screen.getByText('Botkyrka')).toBeTruthy()
  })

  it('whoever wrote when the room went on finds the text again', async () => {
    const next = step({ id: uuid(4), position: 2, title: 'Vad nu?', state: 'planned' })
    const bench = await new WorkshopBench(snapshot({ views: [workshop({ steps: [STEP, uuid(4)] }), step(), next] })).open()
    const field = screen.getByLabelText('Skriv en lapp')
    await bench.user.type(field, 'Nästan klar')
    await bench.tellDrawn('workshop', step({ version: 2, state: 'closed' }), { ...next, version: 2, state: 'open' } as never, workshop({ version: 2, step: uuid(4), steps: [STEP, uuid(4)] }))
    expect(document.activeElement?.textContent).toBe('Vad nu?')
    await bench.user.click(screen.getByRole('button', { name: 'Gå dit' }))
    await bench.settle()
    expect((screen.getByLabelText('Skriv en lapp') as HTMLTextAreaElement).value).toBe('Nästan klar')
    expect(screen.getByRole('button', { name: 'Gå till det som pågår' })).toBeTruthy()
  })
})

describe('Time', () => {
  it('is shown and warned of at five minutes, one minute and none, later for who has more', async () => {
    const bench = await new WorkshopBench(snapshot({ me: me({ extra: 50 }) })).open()
    expect(screen.getByRole('timer').textContent).toContain('15:00')
    await bench.pass(10 * 60_000)
    expect(spoken('assertive')).toBe('Fem minuter kvar')
    await bench.pass(5 * 60_000)
    expect(spoken('assertive')).toBe('Tiden är ute')
    await bench.pass(4_000)
    expect(screen.getByText('Tiden är ute. Det du skickar nu hamnar hos den som leder.')).toBeTruthy()
  })

  it('stands still in a break', async () => {
    const bench = await new WorkshopBench().open()
    await bench.tellDrawn('workshop', workshop({ version: 2, state: 'paused' }))
    expect(screen.queryByRole('timer')).toBeNull()
    expect(screen.getByRole('heading', { name: 'Paus' })).toBeTruthy()
  })
})

describe('A vote', () => {
  const items = [{ id: uuid(801), text: 'Lokaler', note: null, group: null }, { id: uuid(802), text: 'Tid', note: null, group: null }]
  const vote = (changes: Parameters<typeof step>[0] = {}) => step({ type: 'vote', title: 'Viktigast?', items, settings: { source: uuid(7), budget: 3, most: 2 }, ...changes })

  it('has buttons that say on what, and how many are left', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [vote()] })).open()
    bench.on('PUT', () => 'no net')
    await bench.user.click(screen.getByRole('button', { name: 'Sätt en prick på ”Lokaler”. 3 prickar kvar.' }))
    await bench.settle()
    const more = screen.getByRole('button', { name: 'Sätt en prick på ”Lokaler”. 2 prickar kvar.' })
    await bench.user.click(more)
    await bench.settle()
    expect(more.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText('1 av 3 prickar kvar')).toBeTruthy()
    await bench.user.click(screen.getByRole('button', { name: 'Ta bort en prick från ”Lokaler”' }))
    await bench.settle()
    expect(bench.session.outbox.items().map(({ body }) => body)).toEqual([{ item: uuid(801), dots: 1 }])
  })

  it('shows its results as a table when they are shown, most first', async () => {
    const tally = { kind: 'tally', id: STEP, version: 2, given: 4, results: { items: { [uuid(802)]: 5, [uuid(801)]: 1 } } }
    await new WorkshopBench(snapshot({ views: [vote({ state: 'closed', revealed: true }), tally], mine: { dots: { [STEP]: { [uuid(801)]: 1 } } } })).open()
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1).map((row) => row.textContent)
    expect(rows).toEqual(['Tid5', 'LokalerDitt val1'])
  })
})

describe('A poll', () => {
  const base = { options: [], most: 2, low: 1, high: 3, low_label: 'Inte alls', high_label: 'Mycket' }
  const options = ['Ja', 'Nej', 'Vet inte'].map((text, nth) => ({ id: `o${nth}`, text }))
  const poll = step({
    type: 'poll', title: 'Vad tycker du?', settings: {
      questions: [
        { ...base, id: 'a', kind: 'single', text: 'Kommer du?', options },
        { ...base, id: 'b', kind: 'scale', text: 'Hur nöjd?' },
        { ...base, id: 'c', kind: 'several', text: 'Vilka?', options },
        { ...base, id: 'd', kind: 'text', text: 'Något mer?' },
        { ...base, id: 'e', kind: 'ranking', text: 'I vilken ordning?', options },
      ],
    },
  })
  const answering = async () => {
    const bench = await new WorkshopBench(snapshot({ views: [poll] })).open()
    const kept: Record<string, unknown> = {}
    bench.on('PUT', ({ body }) => ({ json: { answers: { ...Object.assign(kept, (body as { answers: object }).answers) }, late: [], refused: [] } }))
    return bench
  }

  it('is answered with real radios, boxes and fields, each saved as it is given', async () => {
    const bench = await answering()
    await bench.user.click(within(screen.getByRole('group', { name: 'Kommer du?' })).getByRole('radio', { name: 'Ja' }))
    await bench.user.click(screen.getByRole('radio', { name: '3, Mycket' }))
    await bench.user.type(screen.getByLabelText('Något mer?'), 'Tack')
    await bench.user.click(screen.getByRole('button', { name: 'Skicka svaret' }))
    await bench.settle()
    expect(bench.writes().map(({ body }) => (body as { answers: unknown }).answers)).toEqual([{ a: 'o0' }, { b: 3 }, { d: 'Tack' }])
    expect(screen.getAllByText('Du har svarat.')).toHaveLength(3)
  })

  it('takes no more choices than it asks for', async () => {
    const bench = await answering()
    const boxes = within(screen.getByRole('group', { name: 'Vilka?' }))
    await bench.user.click(boxes.getByRole('checkbox', { name: 'Ja' }))
    await bench.user.click(boxes.getByRole('checkbox', { name: 'Nej' }))
    await bench.settle()
    expect((boxes.getByRole('checkbox', { name: 'Vet inte' }) as HTMLInputElement).disabled).toBe(true)
  })

  it('is put in order with buttons', async () => {
    const bench = await answering()
    await bench.user.click(screen.getByRole('button', { name: 'Flytta upp ”Nej”' }))
    await bench.settle()
    expect(bench.writes()[0]?.body).toEqual({ answers: { e: ['o1', 'o0', 'o2'] } })
  })

  it('says when an answer came too late to count, and keeps words for the hosts', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [poll] })).open()
    const late = { id: uuid(77), step: STEP, column: 'd', text: 'Sent', state: 'waiting' }
    bench.on('PUT', () => ({ status: 202, json: { answers: {}, late: [late], refused: ['a'] } }))
    await bench.user.click(within(screen.getByRole('group', { name: 'Kommer du?' })).getByRole('radio', { name: 'Ja' }))
    await bench.settle()
    expect(screen.getByText('Ditt svar kom för sent och räknas inte.')).toBeTruthy()
    expect(screen.getByText('Ligger hos den som leder')).toBeTruthy()
  })
})

describe('Talks and tables', () => {
  const hand: Hand = { kind: 'hand', id: uuid(401), version: 1, step: STEP, participant: ME, name: 'Ida Berg', organisation: 'Verdandi', state: 'up', raised_at: at(1), called_at: null, done_at: null }

  it('a hand goes up with one press and says its place', async () => {
    const bench = await new WorkshopBench(snapshot({ views: [step({ type: 'speaking', settings: { seconds: 60, balance: true } })] })).open()
    bench.on('PUT', () => ({ json: hand }))
    await bench.user.click(screen.getByRole('button', { name: 'Räck upp handen' }))
    await bench.settle()
    expect(screen.getByText('Din hand är uppe. Du är nummer 1.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Ta ner handen' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('questions keep their order while voices come, and one sorts them oneself', async () => {
    const asked = (nth: number, voices: number, version = 1) => ({ kind: 'asked', id: uuid(500 + nth), version, step: STEP, text: `Fråga ${nth}`, state: 'open', merged_into: null, position: nth, by: null, voices }) as never
    const bench = await new WorkshopBench(snapshot({ views: [step({ type: 'questions', settings: {} }), asked(1, 0), asked(2, 0)] })).open()
    const shown = () => [...document.querySelectorAll('.ws-asked-text')].map(({ textContent }) => textContent)
    await bench.tellDrawn('workshop', asked(2, 4, 2))
    expect(shown()).toEqual(['Fråga 1', 'Fråga 2'])
    await bench.user.click(screen.getByRole('button', { name: 'Flest röster först' }))
    expect(shown()).toEqual(['Fråga 2', 'Fråga 1'])
  })

  it('a table writes together in its own room', async () => {
    const table: Table = { kind: 'table', id: uuid(601), version: 1, step: STEP, number: 3, name: '', collected: false, sittings: [{ participant: ME, reason: 'spread' }] }
    const streams = { ...snapshot().streams, [`table:${uuid(601)}`]: { epoch: 'e1', seq: 0 } }
    const bench = await new WorkshopBench(snapshot({ views: [step({ type: 'tables', settings: { columns: [], lines: true } }), table, participant(1, { id: ME, name: 'Ida Berg' })], streams })).open()
    expect(screen.getByRole('heading', { name: 'Bord 3' })).toBeTruthy()
    expect(screen.getByText('Ni kommer från olika organisationer.')).toBeTruthy()
    bench.on('PUT /workshop-tables', ({ path }) => ({ json: { kind: 'line', id: path.split('/').at(-1), version: 1, revision: 1, table: uuid(601), text: 'Vi börjar i höst', rank: 0, removed: false } }))
    await bench.user.type(screen.getByLabelText('Skriv en rad'), 'Vi börjar i höst')
    await bench.user.click(screen.getByRole('button', { name: 'Lägg till raden' }))
    await bench.settle()
    expect(screen.getByText('Vi börjar i höst')).toBeTruthy()
    await bench.tellDrawn(`table:${uuid(601)}`, { kind: 'line', id: uuid(702), version: 1, revision: 1, table: uuid(601), text: 'Anna ringer', rank: 9, removed: false } as never)
    expect(screen.getByText('Anna ringer')).toBeTruthy()
  })

  it('who is moved to another table takes along what was not stored, and what was begun', async () => {
    const sittings = [{ participant: ME, reason: 'moved' }]
    const table = (nth: number, changes: Partial<Table>): Table => ({ kind: 'table', id: uuid(600 + nth), version: 1, step: STEP, number: nth, name: '', collected: false, sittings: [], ...changes })
    const views = [step({ type: 'tables', settings: { columns: [], lines: true } }), table(1, { sittings }), table(2, {}), participant(1, { id: ME, name: 'Ida Berg' })]
    const streams = { ...snapshot().streams, [`table:${uuid(601)}`]: { epoch: 'e1', seq: 0 } }
    const bench = await new WorkshopBench(snapshot({ views, streams })).open()
    bench.on('PUT /workshop-tables', () => ({ status: 404, json: { detail: 'Finns inte.' } }))
    await bench.user.type(screen.getByLabelText('Skriv en rad'), 'Vi börjar i höst')
    await bench.user.click(screen.getByRole('button', { name: 'Lägg till raden' }))
    await bench.user.type(screen.getByLabelText('Skriv en rad'), 'Halvt')
    await bench.tellDrawn('workshop', table(1, { version: 2 }), table(2, { version: 2, sittings }))
    expect(screen.getByRole('heading', { name: 'Bord 2' })).toBeTruthy()
    expect((screen.getByLabelText('Skriv en rad') as HTMLTextAreaElement).value).toBe('Halvt')
    expect(document.querySelector('.save-state.is-refused p')?.textContent).toBe('Kunde inte sparas: Finns inte.')
    await bench.user.click(screen.getByRole('button', { name: 'Skriv om' }))
    expect((screen.getByLabelText('Skriv en rad') as HTMLTextAreaElement).value).toBe('Vi börjar i höst\nHalvt')
    expect(document.querySelector('.save-state.is-refused')).toBeNull()
  })
})

it('Who is shown out keeps what they had written', async () => {
  const bench = await new WorkshopBench().open()
  bench.on('PUT', () => 'no net')
  await bench.user.type(screen.getByLabelText('Skriv en lapp'), 'Min text')
  await bench.user.click(screen.getByRole('button', { name: 'Sätt upp lappen' }))
  await bench.settle()
  bench.wires[0]?.say({ t: 'gone', stream: `workshop:${WORKSHOP}`, reason: 'removed' })
  await bench.settle()
  expect(screen.getByRole('heading', { name: 'Du är inte längre med i rummet' })).toBeTruthy()
  expect(screen.getByText('Min text')).toBeTruthy()
})

it('A hidden board shows one’s own notes and says so', async () => {
  await new WorkshopBench(snapshot({ views: [step({ settings: boardSettings({ hidden: true }) })], mine: { notes: [note(1, { audience: 'hosts' })] } })).open()
  expect(screen.getByText('De andra ser lapparna när den som leder visar dem. Dina egna ser du här.')).toBeTruthy()
  expect(texts('Det hindrar')).toEqual(['Lapp 1'])
})
