// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import type { View } from '../../src/live/protocol'
import type { Question } from '../../src/workshop/core/questions'
import type { Hand, Order, Outcome, Table } from '../../src/workshop/core/views'
import { uuid } from '../support/room'
import { at, LEADS, me, note, participant, snapshot, step, STEP, workshop, WORKSHOP, WorkshopBench } from '../support/workshop'

afterEach(cleanup)

const NEXT = uuid(4)
const two = (changes: Parameters<typeof workshop>[0] = {}): View[] => [
  workshop({ steps: [STEP, NEXT], ...changes }),
  step({ state: changes.step === null ? 'planned' : 'open' }),
  step({ id: NEXT, position: 2, title: 'Vad nu?', state: 'planned' }),
]
const streams = { ...snapshot().streams, [`hosts:${WORKSHOP}`]: { epoch: 'e1', seq: 0 } }
const console = (views: View[], abilities = LEADS) => new WorkshopBench(snapshot({ views, abilities, streams }), 'host').open()
const press = async (bench: WorkshopBench, name: string | RegExp) => {
  await bench.user.click(screen.getByRole('button', { name }))
  await bench.settle()
}
const did = (bench: WorkshopBench) => bench.writes().map(({ method, path, body }) => [method, path.replace(WORKSHOP, 'W').replace(STEP, 'S'), body])

describe('At the console', () => {
  it('one starts, goes to the first step and on to the next, from where one is', async () => {
    const bench = await console(two({ state: 'announced', step: null }))
    await press(bench, 'Starta workshopen')
    await bench.tellDrawn('workshop', workshop({ version: 2, steps: [STEP, NEXT], step: null }))
    await press(bench, 'Börja med Vad hindrar?')
    await bench.tellDrawn('workshop', workshop({ version: 3, steps: [STEP, NEXT] }), step({ version: 2 }))
    await press(bench, 'Nästa: Vad nu?')
    expect(did(bench)).toEqual([
      ['POST', '/workshops/W/start', null],
      ['PUT', '/workshops/W/step', { step: STEP, after: null }],
      ['PUT', '/workshops/W/step', { step: NEXT, after: STEP }],
    ])
  })

  it('one pauses, locks, gives more time, closes and writes on all screens', async () => {
    const bench = await console(two())
    for (const name of ['Pausa', 'Lås rummet', 'Ge alla fem minuter till', 'Stäng steget']) await press(bench, name)
    await bench.user.type(screen.getByLabelText('Meddelande på alla skärmar'), 'Fika')
    await press(bench, 'Visa meddelandet')
    expect(did(bench)).toEqual([
      ['POST', '/workshops/W/pause', null],
      ['POST', '/workshops/W/lock', null],
      ['POST', '/workshop-steps/S/time', { minutes: 5 }],
      ['POST', '/workshop-steps/S/close', null],
      ['PUT', '/workshops/W/notice', { text: 'Fika' }],
    ])
  })

  it('tables are laid anew and called back until what they wrote is collected', async () => {
    const table = (changes: Partial<Table> = {}): Table => ({ kind: 'table', id: uuid(601), version: 1, step: STEP, number: 1, name: '', collected: false, sittings: [], ...changes })
    const offered = () => ['Lägg om borden', 'Ring in om 2 minuter', 'Samla in'].filter((name) => screen.queryByRole('button', { name }) !== null)
    const bench = await console([workshop(), step({ type: 'tables', settings: { columns: [], lines: true, size: 3 } }), table()])
    expect(offered()).toEqual(['Lägg om borden', 'Ring in om 2 minuter', 'Samla in'])
    await bench.tellDrawn('workshop', table({ version: 2, collected: true }))
    expect(offered()).toEqual([])
  })

  it('when it is over nobody is asked to take the wheel, and conclusions can still be written', async () => {
    const abilities = { ...LEADS, run: false, run_step: false, end: false, change_plan: false }
    await console([workshop({ state: 'ended' }), step({ state: 'closed' })], abilities)
    expect(screen.getByRole('region', { name: 'Gång' }).textContent).toContain('Workshopen är slut')
    expect(screen.queryByText(/styr inte/)).toBeNull()
    expect(screen.getByRole('button', { name: 'Ny slutsats' })).toBeTruthy()
  })

  it('the end is asked for twice', async () => {
    const bench = await console(two())
    await press(bench, 'Avsluta workshopen')
    expect(bench.writes()).toEqual([])
    await press(bench, 'Avsluta')
    expect(did(bench)).toEqual([['POST', '/workshops/W/end', null]])
  })

  it('what the net has not taken is shown and can be undone', async () => {
    const bench = await console(two())
    bench.on('POST', () => 'no net')
    await press(bench, 'Pausa')
    expect(screen.getByText('Inte sänt än – sänds när nätet är tillbaka')).toBeTruthy()
    await press(bench, 'Ångra')
    expect(bench.session.outbox.items()).toEqual([])
  })

  it('when another host was quicker one is told and nothing happens', async () => {
    const bench = await console(two())
    bench.on('PUT', () => ({ status: 409, json: { detail: 'Någon annan har just gått vidare.' } }))
    await press(bench, 'Nästa: Vad nu?')
    expect(within(document.querySelector('.ws-underway') as HTMLElement).getByText('Kunde inte sparas: Någon annan har just gått vidare.')).toBeTruthy()
  })

  it('a deputy sees all, steers nothing, and can take the wheel', async () => {
    const bench = await console(two(), { ...LEADS, run: false, run_step: false, end: false, conclude: false, take_wheel: true })
    expect(screen.queryByRole('button', { name: 'Pausa' })).toBeNull()
    await press(bench, 'Ta över ratten')
    expect(bench.writes()).toEqual([])
    await press(bench, 'Ta över ratten')
    expect(did(bench)).toEqual([['POST', '/workshops/W/wheel', null]])
  })

  it('people stand under their organisation, can be given time and shown out', async () => {
    const bench = await console([...two(), participant(1, { name: 'Åsa Holm', organisation: 'Salem' })])
    expect(screen.getByText('0 av 1 är anslutna')).toBeTruthy()
    await bench.user.selectOptions(screen.getByLabelText('Extra tid'), '50 % mer tid')
    await press(bench, 'Visa ut')
    expect(bench.writes()).toHaveLength(1)
    await press(bench, 'Visa ut')
    expect(did(bench)).toEqual([
      ['PUT', `/workshop-participants/${uuid(301)}/extra-time`, { extra: 50 }],
      ['DELETE', `/workshop-participants/${uuid(301)}`, null],
    ])
  })

  it('what came late waits in a basket', async () => {
    const late = { kind: 'late', id: uuid(77), version: 1, step: STEP, column: 'a', text: 'Sen lapp', state: 'waiting', by: null, table: null } as View
    const bench = await console([...two(), late])
    await press(bench, 'Ta in')
    expect(did(bench)).toEqual([['POST', `/workshop-late/${uuid(77)}/take-in`, null]])
    await bench.tellDrawn('hosts', { ...late, version: 2, state: 'taken' } as View)
    expect(screen.queryByText('Sen lapp')).toBeNull()
  })

  it('a note is lifted to a conclusion in the words of the group', async () => {
    const bench = await console([...two(), note(1)])
    bench.on('/seats', () => ({ json: { results: [{ organisation: { id: uuid(901), name: 'Huddinge kommun' } }] } }))
    await press(bench, /Mer om lappen/)
    await press(bench, 'Lyft till slutsats')
    await bench.user.selectOptions(screen.getByLabelText('Vad är det?'), 'Något att göra')
    await bench.user.selectOptions(screen.getByLabelText('Vem det gäller (om någon)'), 'Huddinge kommun')
    await press(bench, 'Lägg till slutsatsen')
    expect(did(bench)[0]?.[2]).toEqual({ type: 'activity', text: 'Lapp 1', organisation: uuid(901), due: null, sources: [{ kind: 'note', thing: uuid(101) }] })
  })

  it('a conclusion is agreed on and handed over with what its kind needs', async () => {
    const outcome: Outcome = { kind: 'outcome', id: uuid(950), version: 1, revision: 1, position: 1, type: 'goal', text: 'Fler platser', state: 'suggested', organisation: null, due: null, became: null, sources: [] }
    const bench = await console([...two(), outcome])
    await press(bench, 'Vi är överens: Fler platser')
    await bench.tellDrawn('workshop', { ...outcome, version: 2, state: 'agreed' } as View)
    await press(bench, 'Lämna vidare: Fler platser')
    await bench.user.type(screen.getByLabelText('Börjar'), '2026-01-01')
    await bench.user.type(screen.getByLabelText('Nått senast'), '2026-12-31')
    await press(bench, 'Lämna vidare')
    expect(did(bench)).toEqual([
      ['POST', `/workshop-outcomes/${uuid(950)}/agree`, null],
      ['POST', `/workshop-outcomes/${uuid(950)}/hand-over`, { starts_on: '2026-01-01', ends_on: '2026-12-31' }],
    ])
  })
})

const hand = (nth: number, state: Hand['state']): Hand => ({ kind: 'hand', id: uuid(400 + nth), version: 1, step: STEP, participant: uuid(300 + nth), name: `Talare ${nth}`, organisation: 'Salem', state, raised_at: at(nth), called_at: null, done_at: null })
const order: Order = { kind: 'order', id: STEP, version: 1, next: { hand: uuid(402), reason: 'least_heard' }, heard: [] }
const speaking = step({ type: 'speaking', title: 'Borden berättar', settings: { seconds: 60, balance: true } })

it('The list suggests whom to hear, with its reason, and the host decides', async () => {
  const bench = await console([workshop(), speaking, hand(1, 'up'), hand(2, 'up'), order])
  expect(screen.getByText(/organisationen har hörts minst/)).toBeTruthy()
  await bench.user.click(screen.getAllByRole('button', { name: 'Ge ordet till Talare 2' })[0] as HTMLElement)
  await bench.settle()
  expect(did(bench)).toEqual([['POST', `/workshop-hands/${uuid(402)}/call`, null]])
})

describe('On the wall', () => {
  const wall = (views: View[]) => new WorkshopBench(snapshot({ views, me: me({ role: 'screen' }) }), 'screen').open()

  it('the way in is large before one begins', async () => {
    await wall([workshop({ state: 'announced', step: null })])
    expect(screen.getByText('arenan.example/workshop')).toBeTruthy()
    expect(screen.getByText('ABCD 2345')).toBeTruthy()
  })

  it('notes stand without who wrote them, and nothing can be pressed', async () => {
    const by = { participant: uuid(301), label: 'Salem', kind: '' }
    await wall([note(1, { by }), participant(1, { name: 'Åsa Holm', organisation: 'Salem' })])
    expect(screen.getByText('Lapp 1')).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/Åsa|Salem/)
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  it('only who has the floor is named, not who waits', async () => {
    await wall([workshop(), speaking, hand(1, 'speaking'), hand(2, 'up'), hand(3, 'up'), order])
    expect(screen.getByText('Talare 1')).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/Talare [23]/)
    expect(screen.getByText('2 händer uppe')).toBeTruthy()
  })

  it('results come when they are shown; until then how many have answered', async () => {
    const question = { id: 'a', kind: 'single', text: 'Kommer du?', options: [{ id: 'o0', text: 'Ja' }, { id: 'o1', text: 'Nej' }], most: 1, low: 1, high: 5, low_label: '', high_label: '' } satisfies Question
    const tally = (version: number, results: object | null) => ({ kind: 'tally', id: STEP, version, given: 7, results }) as View
    const bench = await wall([workshop(), step({ type: 'poll', settings: { questions: [question] } }), tally(1, null)])
    expect(screen.getByText('7 har svarat')).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
    await bench.tellDrawn('workshop', tally(2, { questions: { a: { given: 7, options: { o0: 6, o1: 1 } } } }))
    expect(within(screen.getByRole('table')).getAllByRole('row').map(({ textContent }) => textContent)).toEqual(['SvarAntal', 'Ja6', 'Nej1'])
  })
})
