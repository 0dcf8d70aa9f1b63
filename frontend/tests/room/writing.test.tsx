// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { RoomBench } from '../support/bench'
import { message, mine, room, snapshot, uuid } from '../support/room'

afterEach(cleanup)

const POST = `POST /api/v1/rooms`
const accept = (seq: number) => (call: { body: unknown }) => ({ status: 201, json: mine(seq, { text: (call.body as { text: string }).text }) })

describe('The one who writes', () => {
  it('sends with Ctrl+Enter and sees the text at once as saving, then as saved', async () => {
    const bench = await new RoomBench().on(POST, accept(1)).open()
    const release = bench.hold()
    await bench.user.type(bench.field, 'Hej <alla>')
    await bench.user.keyboard('{Control>}{Enter}{/Control}')
    expect(screen.getByText('Hej <alla>').className).toBe('message-plain')
    expect(screen.getByText('Sparar …')).toBeTruthy()
    release()
    await bench.settle()
    expect(screen.getByText('Sparat')).toBeTruthy()
    expect(bench.field.value).toBe('')
    expect(document.activeElement).toBe(bench.field)
    await bench.pass(4_000)
    expect(screen.queryByText('Sparat')).toBeNull()
  })

  it('sends with the button, for the organisation they act for, under a key', async () => {
    const bench = await new RoomBench().on(POST, accept(1)).open()
    await bench.user.type(bench.field, '  Hej  ')
    await bench.user.click(screen.getByRole('button', { name: 'Skicka' }))
    await bench.settle()
    const [call] = bench.writes('POST')
    expect(call?.body).toEqual({ text: 'Hej' })
    expect(call?.headers.get('Acting-For')).toBe(uuid(800))
    expect(call?.headers.get('Idempotency-Key')).toMatch(/^00000000-/)
  })

  it('has an empty field where a draft lay that was sent from another screen', async () => {
    const bench = await new RoomBench(snapshot([message(1)], { draft: { text: 'Vi kan ta emot tre.', updated_at: '2026-09-14T11:30:00Z' } })).open()
    expect(bench.field.value).toBe('Vi kan ta emot tre.')
    await bench.live(2, mine(2, { text: 'Vi kan ta emot tre.' }))
    expect(bench.field.value).toBe('')
  })

  it('makes a new line with Enter alone', async () => {
    const bench = await new RoomBench().open()
    await bench.user.type(bench.field, 'en{Enter}två')
    expect(bench.field.value).toBe('en\ntvå')
    expect(bench.writes('POST')).toEqual([])
  })

  it('is told when there is nothing to send', async () => {
    const bench = await new RoomBench().open()
    await bench.user.click(screen.getByRole('button', { name: 'Skicka' }))
    expect(screen.getByText('Skriv något först.')).toBeTruthy()
    expect(bench.field.getAttribute('aria-invalid')).toBe('true')
  })

  it('sees how much room is left when it begins to matter', async () => {
    const bench = await new RoomBench().open()
    await bench.user.click(bench.field)
    await bench.user.paste('x'.repeat(9_000))
    expect(screen.queryByText(/tecken/)).toBeNull()
    await bench.user.paste('x'.repeat(500))
    expect(screen.getByText('500 tecken kvar')).toBeTruthy()
    await bench.user.paste('x'.repeat(501))
    expect(screen.getByText('1 tecken för långt')).toBeTruthy()
    await bench.user.keyboard('{Control>}{Enter}{/Control}')
    expect(screen.getByText('Texten är för lång. Dela upp den i flera inlägg.')).toBeTruthy()
    expect(bench.field.value).toHaveLength(10_001)
  })

  it('sees that the draft is safe, and has it again after a reload', async () => {
    const bench = await new RoomBench().open()
    await bench.user.type(bench.field, 'Halvfärdigt')
    expect(screen.getByText('Utkast sparat på den här datorn')).toBeTruthy()
    await bench.pass(1_500)
    expect(screen.getByText('Utkast sparat')).toBeTruthy()
    await bench.user.type(bench.field, ' men')
    const again = await bench.reopen()
    expect(again.field.value).toBe('Halvfärdigt men')
  })

  it('answers a message, and can change their mind', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).on(POST, accept(2)).open()
    await bench.user.click(screen.getByRole('button', { name: 'Svara' }))
    expect(document.activeElement).toBe(bench.field)
    const context = screen.getByText('Du svarar Huddinge kommun').closest('div') as HTMLElement
    await bench.user.click(within(context).getByRole('button', { name: 'Avbryt' }))
    expect(screen.queryByText(/Du svarar/)).toBeNull()
    await bench.user.click(screen.getByRole('button', { name: 'Svara' }))
    await bench.user.click(screen.getByRole('button', { name: 'Citera' }))
    await bench.user.type(bench.field, 'Bra')
    await bench.user.click(screen.getByRole('button', { name: 'Skicka svar' }))
    await bench.settle()
    expect(bench.writes('POST')[0]?.body).toEqual({ text: 'Bra', reply_to: uuid(1), quote: uuid(1) })
  })

  it('mentions an organisation with the keyboard alone', async () => {
    const bench = await new RoomBench().on(POST, accept(1)).open()
    await bench.user.type(bench.field, 'Hej @bot')
    const option = screen.getByRole('option', { name: 'Botkyrka kommun' })
    expect(bench.field.getAttribute('aria-activedescendant')).toBe(option.id)
    await bench.user.keyboard('{Enter}')
    expect(bench.field.value).toBe('Hej @Botkyrka kommun ')
    await bench.user.keyboard('{Control>}{Enter}{/Control}')
    await bench.settle()
    expect(bench.writes('POST')[0]?.body).toEqual({ text: `Hej @[Botkyrka kommun](organisation:${uuid(902)})` })
  })

  it('closes the suggestions with Escape and keeps the text', async () => {
    const bench = await new RoomBench().open()
    await bench.user.type(bench.field, '@hud')
    await bench.user.keyboard('{Escape}')
    expect(screen.queryByRole('option')).toBeNull()
    expect(bench.field.value).toBe('@hud')
  })

  it('puts a question with an organisation and a day', async () => {
    const abilities = { post: true, react: true, moderate: false, edit_summary: false, ask: true, make_activity: true, manage: false }
    const bench = await new RoomBench(snapshot([], { room: room({ abilities }) })).on(POST, accept(1)).open()
    await bench.user.type(bench.field, 'Hur många platser?')
    await bench.user.click(screen.getByRole('button', { name: 'Ställ som fråga' }))
    await bench.user.selectOptions(screen.getByLabelText('Vem ska svara?'), 'Botkyrka kommun')
    await bench.user.type(screen.getByLabelText('Svar senast'), '2026-02-01')
    await bench.user.click(screen.getByRole('button', { name: 'Skicka' }))
    await bench.settle()
    expect(bench.writes('POST')[0]?.body).toEqual({
      text: 'Hur många platser?',
      question: { organisation: uuid(902), due: '2026-02-01' },
    })
  })

  it('attaches a file, sees it go, and sends it with the text', async () => {
    const file = { id: uuid(70), name: 'plan.pdf', size: 3, type: 'application/pdf', url: '/f' }
    const bench = await new RoomBench().on(POST, accept(1)).on('/attachments', () => ({ status: 201, json: file })).open()
    await bench.user.upload(screen.getByLabelText('Bifoga fil'), new File(['abc'], 'plan.pdf'))
    await bench.settle()
    expect(screen.getByText('plan.pdf, 3 B')).toBeTruthy()
    await bench.user.type(bench.field, 'Se planen')
    await bench.user.click(screen.getByRole('button', { name: 'Skicka' }))
    await bench.settle()
    expect(bench.writes('POST').at(-1)?.body).toEqual({ text: 'Se planen', attachments: [uuid(70)] })
    expect(screen.queryByText('plan.pdf, 3 B')).toBeNull()
  })

  it('is told why a file could not be sent, and may take it away', async () => {
    const refusal = { status: 413, json: { title: 'Too large', detail: 'Filen är för stor.' } }
    const bench = await new RoomBench().on('/attachments', () => refusal).open()
    await bench.user.upload(screen.getByLabelText('Bifoga fil'), new File(['abc'], 'film.mp4'))
    await bench.settle()
    expect(screen.getByText('film.mp4: kunde inte laddas upp. Filen är för stor.')).toBeTruthy()
    await bench.user.click(screen.getByRole('button', { name: 'Ta bort film.mp4' }))
    expect(screen.queryByText(/film.mp4/)).toBeNull()
  })
})

describe('A post that cannot be sent', () => {
  it('because the net is away waits, survives a reload and is sent when the net is back', async () => {
    let isOnline = false
    const bench = new RoomBench().on(POST, (call) => (isOnline ? accept(1)(call) : 'no net'))
    await bench.open()
    await bench.user.type(bench.field, 'Hej{Control>}{Enter}{/Control}')
    await bench.settle()
    expect(screen.getByText('Inte sänt än – sänds när nätet är tillbaka')).toBeTruthy()
    const again = await bench.reopen()
    expect(screen.getByText('Hej')).toBeTruthy()
    isOnline = true
    await again.pass(60_000)
    expect(screen.queryByText(/Inte sänt/)).toBeNull()
    expect(screen.getByText('Hej')).toBeTruthy()
    const keys = [...bench.writes('POST'), ...again.writes('POST')].map(({ headers }) => headers.get('Idempotency-Key'))
    expect(new Set(keys).size).toBe(1)
  })

  it('because it is refused keeps the text and says why', async () => {
    const refusal = { status: 422, json: { title: 'Invalid', detail: 'Texten ser ut att innehålla ett personnummer.' } }
    const bench = await new RoomBench().on(POST, () => refusal).open()
    await bench.user.type(bench.field, 'Ring Bo{Control>}{Enter}{/Control}')
    await bench.settle()
    const state = document.querySelector('.save-state')
    expect(state?.textContent).toContain('Kunde inte sparas: Texten ser ut att innehålla ett personnummer.')
    expect(screen.getByText('Ring Bo')).toBeTruthy()
  })

  it('can be changed: the text goes back to the field, before what has been written meanwhile', async () => {
    const bench = await new RoomBench().on(POST, () => ({ status: 422, json: { detail: 'Nej.' } })).open()
    await bench.user.type(bench.field, 'Ring Bo{Control>}{Enter}{/Control}')
    await bench.settle()
    await bench.user.type(bench.field, 'Mer')
    await bench.user.click(screen.getByRole('button', { name: 'Ändra' }))
    expect(bench.field.value).toBe('Ring Bo\n\nMer')
    expect(document.activeElement).toBe(bench.field)
    expect(document.querySelector('.save-state')).toBeNull()
  })

  it('keeps its files, and gives them back with the text', async () => {
    const file = { id: uuid(70), name: 'plan.pdf', size: 3, type: 'application/pdf', url: '/f' }
    let isOpen = false
    const bench = new RoomBench()
      .on(POST, (call) => (isOpen ? accept(1)(call) : { status: 422, json: { detail: 'Nej.' } }))
      .on('/attachments', () => ({ status: 201, json: file }))
    await bench.open()
    await bench.user.upload(screen.getByLabelText('Bifoga fil'), new File(['abc'], 'plan.pdf'))
    await bench.settle()
    await bench.user.type(bench.field, 'Se planen{Control>}{Enter}{/Control}')
    await bench.settle()
    expect(screen.getByRole('link', { name: 'plan.pdf 3 B' })).toBeTruthy()
    isOpen = true
    await bench.user.click(screen.getByRole('button', { name: 'Ändra' }))
    expect(screen.getByText('plan.pdf, 3 B')).toBeTruthy()
    await bench.user.click(screen.getByRole('button', { name: 'Skicka' }))
    await bench.settle()
    expect(bench.writes('POST').at(-1)?.body).toEqual({ text: 'Se planen', attachments: [uuid(70)] })
  })

  it('is heard of by a screen reader', async () => {
    const bench = await new RoomBench().on(POST, () => ({ status: 422, json: { detail: 'Nej.' } })).open()
    await bench.user.type(bench.field, 'Hej{Control>}{Enter}{/Control}')
    await bench.settle()
    expect(document.querySelector('[aria-live]')?.textContent).toBe('Kunde inte sparas: Nej.')
  })

  it('can be tried again or thrown away', async () => {
    let isOpen = false
    const bench = new RoomBench().on(POST, (call) => (isOpen ? accept(1)(call) : { status: 403, json: { detail: 'Nej.' } }))
    await bench.open()
    await bench.user.type(bench.field, 'ett{Control>}{Enter}{/Control}')
    await bench.settle()
    isOpen = true
    await bench.user.click(screen.getByRole('button', { name: 'Försök igen' }))
    await bench.settle()
    expect(screen.getByText('Sparat')).toBeTruthy()
  })

  it('is not shown twice when the live link is faster than the answer', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).on(POST, () => 'no net').open()
    await bench.user.type(bench.field, 'Hej{Control>}{Enter}{/Control}')
    await bench.settle()
    await bench.live(2, mine(2, { text: 'Hej' }))
    expect(screen.getAllByText('Hej')).toHaveLength(1)
  })
})

describe('One who may not write', () => {
  it('is told so instead of being given a field', async () => {
    const abilities = { post: false, react: false, moderate: false, edit_summary: false, ask: false, make_activity: false, manage: false }
    await new RoomBench(snapshot([message(1)], { room: room({ abilities }) })).open()
    expect(screen.getByText('Du kan läsa här men inte skriva.')).toBeTruthy()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Svara' })).toBeNull()
  })

  it('keeps what they had written when the right is lost', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).open()
    await bench.user.type(bench.field, 'Viktigt')
    bench.wires[0]?.say({ t: 'gone', stream: bench.session.boot.snapshot.stream, reason: 'rights' })
    await bench.settle()
    expect(screen.getByText('Du har inte längre tillgång till rummet.')).toBeTruthy()
    expect(screen.getByText('Viktigt')).toBeTruthy()
    expect(screen.queryByText('Text 1')).toBeNull()
  })
})
