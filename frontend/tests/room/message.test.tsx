// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { RoomBench } from '../support/bench'
import { ME, message, mine, room, snapshot, uuid } from '../support/room'

afterEach(cleanup)

const card = (seq: number) => document.getElementById(`m-${uuid(seq)}`) as HTMLElement
const moderator = room({ abilities: { post: true, react: true, moderate: true, edit_summary: true, ask: true, make_activity: true, manage: true } })

async function choose(bench: RoomBench, seq: number, name: string): Promise<void> {
  await bench.user.click(within(card(seq)).getByRole('button', { name: /^Mer om/ }))
  await bench.user.click(within(card(seq)).getByRole('button', { name }))
  await bench.settle()
}

describe('A message', () => {
  it('says the organisation first, then role and name, then when', async () => {
    await new RoomBench(snapshot([message(1)])).open()
    const head = card(1).querySelector('header') as HTMLElement
    expect(head.textContent).toContain('Offentlig part: Huddinge kommun')
    expect(head.textContent?.indexOf('Huddinge')).toBeLessThan(head.textContent?.indexOf('samordnare, Anna Holm') ?? 0)
    expect(head.querySelector('time')?.textContent).toBe('kl. 13:30')
    expect(within(head).getByRole('link').getAttribute('aria-label')).toBe('Länk till inlägget från 12 januari 2026 kl. 13:30')
  })

  it('that is gone leaves a tombstone, and one that is hidden says why', async () => {
    const gone = message(1, { state: 'deleted', text: '', html: '' })
    const hidden = message(2, { state: 'hidden', text: '', html: '', reason: 'Namngav en deltagare.' })
    await new RoomBench(snapshot([gone, hidden])).open()
    expect(within(card(1)).getByText('Inlägget är borttaget.')).toBeTruthy()
    expect(within(card(1)).queryByRole('button')).toBeNull()
    expect(within(card(2)).getByText('Dolt av en moderator. Skäl: Namngav en deltagare.')).toBeTruthy()
  })

  it('shows a question with its clock in words', async () => {
    const organisation = { id: uuid(902), name: 'Botkyrka kommun', short_name: 'Botkyrka' }
    const question = { id: uuid(60), organisation, due: '2026-02-01', state: 'open', overdue: false, answer: null, answered_at: null } as const
    await new RoomBench(snapshot([message(1, { question }), message(2, { question: { ...question, overdue: true } })])).open()
    expect(within(card(1)).getByText('Fråga till Botkyrka kommun. Svar senast 1 februari 2026.')).toBeTruthy()
    expect(within(card(2)).getByText('Fråga till Botkyrka kommun. Svaret skulle ha kommit 1 februari 2026.')).toBeTruthy()
  })

  it('can be marked as the answer by the organisation that was asked, and by nobody else but a moderator', async () => {
    const organisation = { id: uuid(901), name: 'Verdandi', short_name: 'Verdandi' }
    const question = { id: uuid(60), organisation, due: '2026-02-01', state: 'open', overdue: false, answer: null, answered_at: null } as const
    const other = { ...question, organisation: { id: uuid(902), name: 'Botkyrka kommun', short_name: 'Botkyrka' } }
    const replies = [mine(3, { thread: uuid(1), reply_to: uuid(1) }), mine(4, { thread: uuid(2), reply_to: uuid(2) })]
    const bench = await new RoomBench(snapshot([message(1, { question }), message(2, { question: other }), ...replies])).open()
    await choose(bench, 3, 'Markera som svar på frågan')
    expect(bench.writes('POST')[0]).toMatchObject({ path: `/api/v1/questions/${uuid(60)}/answer`, body: { message: uuid(3) } })
    await bench.user.click(within(card(4)).getByRole('button', { name: /^Mer om/ }))
    expect(screen.queryByRole('button', { name: 'Markera som svar på frågan' })).toBeNull()
  })

  it('names what it has become, and leads to the page that makes something of it', async () => {
    const goal = { id: uuid(70), number: 3, title: 'Fler platser', url: '/mal/sodertorn/3/' }
    const activities = [{ id: uuid(71), title: 'Titta på lokalen', state: 'ongoing', goal } as const]
    const bench = await new RoomBench(snapshot([message(1, { activities: [...activities] })], { room: { ...moderator, goal } })).open()
    const made = within(card(1)).getByRole('link', { name: 'Titta på lokalen' })
    expect(made.getAttribute('href')).toBe(`/mal/sodertorn/3/#activity-${uuid(71)}`)
    expect(card(1).textContent).toContain('(pågår, mål 3: Fler platser)')
    expect(screen.getByRole('link', { name: 'mål 3: Fler platser' }).getAttribute('href')).toBe('/mal/sodertorn/3/')
    await bench.user.click(within(card(1)).getByRole('button', { name: /^Mer om/ }))
    const link = within(card(1)).getByRole('link', { name: 'Gör till åtgärd' })
    expect(link.getAttribute('href')).toBe(`/meddelande/${uuid(1)}/atgard/`)
  })

  it('opens its earlier versions', async () => {
    const revisions = [{ number: 1, html: '<p>Före</p>', text: 'Före', at: '2026-01-12T12:00:00Z' }]
    const bench = await new RoomBench(snapshot([message(1, { edited_at: '2026-01-12T13:00:00Z' })]))
      .on('/revisions', () => ({ json: { results: revisions } }))
      .open()
    await bench.user.click(screen.getByRole('button', { name: /^Ändrad 12 januari/ }))
    await bench.settle()
    expect(screen.getByText('Före')).toBeTruthy()
    await bench.user.click(screen.getByRole('button', { name: 'Stäng' }))
    expect(document.activeElement).toBe(card(1))
  })
})

describe('A reaction', () => {
  it('shows at once, and is taken back the same way', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).on('PUT /api/v1/messages', () => 'no net').open()
    await bench.user.click(within(card(1)).getByRole('button', { name: 'Reagera' }))
    await bench.user.click(within(card(1)).getByRole('button', { name: 'Instämmer' }))
    await bench.settle()
    const button = within(card(1)).getByRole('button', { name: /^Instämmer 1/ })
    expect(button.getAttribute('aria-pressed')).toBe('true')
    expect(button.textContent).toContain('från Ida Berg (Verdandi)')
    await bench.user.click(button)
    await bench.settle()
    expect(within(card(1)).queryByRole('button', { name: /^Instämmer 1/ })).toBeNull()
  })

  it('adds to what others have said', async () => {
    const people = [{ id: uuid(7), name: 'Bo', organisation: 'Salem' }]
    const bench = await new RoomBench(snapshot([message(1, { reactions: [{ kind: 'thanks', count: 1, people }] })])).open()
    const button = within(card(1)).getByRole('button', { name: /^Tack 1/ })
    expect(button.getAttribute('aria-pressed')).toBe('false')
    await bench.user.click(button)
    expect(within(card(1)).getByRole('button', { name: /^Tack 2/ })).toBeTruthy()
    await bench.settle()
    expect(bench.writes('PUT')[0]?.path).toBe(`/api/v1/messages/${uuid(1)}/reactions/thanks`)
  })
})

describe('Changing a message', () => {
  it('happens in place, on top of the revision that was read, and gives the focus back', async () => {
    const answer = mine(1, { text: 'Nytt', revision: 4, version: 2 })
    const bench = await new RoomBench(snapshot([mine(1, { revision: 3, text: 'Gammalt' })]))
      .on('PATCH', () => ({ json: answer }))
      .open()
    await choose(bench, 1, 'Ändra')
    const field = screen.getByLabelText<HTMLTextAreaElement>('Ändra ditt inlägg')
    expect(document.activeElement).toBe(field)
    await bench.user.clear(field)
    await bench.user.type(field, 'Nytt')
    await bench.user.click(screen.getByRole('button', { name: 'Spara ändringen' }))
    await bench.settle()
    const [call] = bench.writes('PATCH')
    expect(call?.headers.get('If-Match')).toBe('"3"')
    expect(call?.body).toEqual({ text: 'Nytt' })
    expect(within(card(1)).getByText('Sparat')).toBeTruthy()
    expect(document.activeElement?.textContent?.trim()).toBe('Mer')
  })

  it('is left with Escape as long as nothing is typed; typed text stays', async () => {
    const bench = await new RoomBench(snapshot([mine(1)])).open()
    await choose(bench, 1, 'Ändra')
    await bench.user.keyboard('{Escape}')
    await bench.settle()
    expect(screen.queryByLabelText('Ändra ditt inlägg')).toBeNull()
    await choose(bench, 1, 'Ändra')
    await bench.user.type(screen.getByLabelText('Ändra ditt inlägg'), ' mer{Escape}')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Ändra ditt inlägg').value).toBe('Text 1 mer')
  })

  it('when another has changed it shows both texts and lets the person keep their own', async () => {
    const theirs = mine(1, { text: 'Deras', html: '<p>Deras</p>', revision: 5, version: 9 })
    const stale = { status: 412, json: { title: 'Stale', detail: 'Ändrat av en annan.' } }
    const bench = await new RoomBench(snapshot([mine(1, { revision: 3 })]))
      .on('PATCH', ({ headers }) => (headers.get('If-Match') === '"3"' ? stale : { json: { ...theirs, revision: 6, version: 10, html: '<p>Min</p>' } }))
      .on('GET /api/v1/messages', () => ({ json: theirs }))
      .open()
    await choose(bench, 1, 'Ändra')
    const field = screen.getByLabelText('Ändra ditt inlägg')
    await bench.user.clear(field)
    await bench.user.type(field, 'Min{Control>}{Enter}{/Control}')
    await bench.settle()
    const conflict = card(1).querySelector('.conflict') as HTMLElement
    expect(conflict.querySelector('.conflict-theirs')?.textContent).toBe('Deras')
    expect(within(conflict).getByText('Min')).toBeTruthy()
    await bench.user.click(within(conflict).getByRole('button', { name: 'Spara min text' }))
    await bench.settle()
    expect(bench.writes('PATCH').at(-1)?.headers.get('If-Match')).toBe('"5"')
    expect(card(1).querySelector('.conflict')).toBeNull()
    expect(card(1).querySelector('.message-body')?.textContent).toBe('Min')
  })
})

describe('Removing a message', () => {
  it('asks in place, and puts the focus on what is left', async () => {
    const bench = await new RoomBench(snapshot([mine(1)]))
      .on('DELETE', () => ({ json: mine(1, { state: 'deleted', version: 2, text: '', html: '' }) }))
      .open()
    await choose(bench, 1, 'Ta bort')
    expect(document.activeElement?.textContent?.trim()).toBe('Ta bort inlägget')
    await bench.user.click(screen.getByRole('button', { name: 'Ta bort inlägget' }))
    await bench.settle()
    expect(within(card(1)).getByText('Inlägget är borttaget.')).toBeTruthy()
    expect(document.activeElement).toBe(card(1))
  })

  it('does nothing when one thinks better of it', async () => {
    const bench = await new RoomBench(snapshot([mine(1)])).open()
    await choose(bench, 1, 'Ta bort')
    await bench.user.click(screen.getByRole('button', { name: 'Behåll' }))
    expect(bench.writes('DELETE')).toEqual([])
  })
})

describe('The menu of a message', () => {
  it('closes with Escape and gives the focus back', async () => {
    const bench = await new RoomBench(snapshot([mine(1)])).open()
    const button = screen.getByRole('button', { name: /^Mer om/ })
    button.focus()
    await bench.user.keyboard('{Enter}')
    expect(button.getAttribute('aria-expanded')).toBe('true')
    await bench.user.tab()
    expect(document.activeElement?.textContent?.trim()).toBe('Ändra')
    await bench.user.keyboard('{Escape}')
    expect(button.getAttribute('aria-expanded')).toBe('false')
    expect(document.activeElement).toBe(button)
  })

  it('offers others’ messages to a moderator only', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).open()
    await bench.user.click(screen.getByRole('button', { name: /^Mer om/ }))
    expect(screen.queryByRole('button', { name: 'Dölj' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Ändra' })).toBeNull()
  })

  it('lets a moderator hide with a reason and lock a thread', async () => {
    const bench = await new RoomBench(snapshot([message(1)], { room: moderator })).open()
    await choose(bench, 1, 'Dölj')
    await bench.user.type(screen.getByLabelText(/^Varför ska/), 'Namn')
    await bench.user.click(screen.getByRole('button', { name: 'Dölj' }))
    await bench.settle()
    await choose(bench, 1, 'Lås tråden')
    expect(bench.writes('POST').map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([
      ['hide', { reason: 'Namn' }],
      ['lock', {}],
    ])
  })

  it('offers no reply in a locked thread', async () => {
    const bench = await new RoomBench(snapshot([message(1, { locked: true }), message(2, { thread: uuid(1), reply_to: uuid(1) })])).open()
    expect(screen.queryByRole('button', { name: 'Svara' })).toBeNull()
    expect(screen.getByText('Låst tråd: inga nya svar')).toBeTruthy()
    expect(bench.session.me.id).toBe(ME)
  })
})

describe('The summary', () => {
  it('is pinned above, and changed on top of the room’s revision', async () => {
    const summary = { text: 'Vi söker lokal.', html: '<p>Vi söker lokal.</p>', updated_at: '2026-01-12T12:30:00Z' }
    const bench = await new RoomBench(snapshot([], { room: { ...moderator, revision: 7, summary } })).open()
    expect(screen.getByText('Vi söker lokal.')).toBeTruthy()
    await bench.user.click(screen.getByRole('button', { name: 'Ändra sammanfattningen' }))
    await bench.user.type(screen.getByLabelText(/^Sammanfattning för/), ' Nu.')
    await bench.user.click(screen.getByRole('button', { name: 'Spara' }))
    await bench.settle()
    const call = bench.writes('PUT').at(-1)
    expect(call?.headers.get('If-Match')).toBe('"7"')
    expect(call?.body).toEqual({ text: 'Vi söker lokal. Nu.' })
  })
})
