// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { RoomBench } from '../support/bench'
import { settle } from '../support/clock'
import { message, mine, ROOM, snapshot, uuid } from '../support/room'

afterEach(() => {
  cleanup()
  history.replaceState(null, '', '/')
})

const texts = () => [...document.querySelectorAll('.message-body')].map((body) => body.textContent)
const card = (seq: number) => document.getElementById(`m-${uuid(seq)}`) as HTMLElement
const spoken = () => document.querySelector('[aria-live]')?.textContent

describe('The list', () => {
  it('shows messages in the order of their numbers, whichever way they came', async () => {
    const bench = await new RoomBench(snapshot([message(1), message(2)])).open()
    await bench.live(4, message(4), message(3))
    expect(texts()).toEqual(['Text 1', 'Text 2', 'Text 3', 'Text 4'])
  })

  it('says what will be here when it is empty', async () => {
    await new RoomBench().open()
    expect(screen.getByText(/^Här samlas rummets samtal/)).toBeTruthy()
  })

  it('takes a newer version and ignores an older one', async () => {
    const bench = await new RoomBench(snapshot([message(1, { version: 5 })])).open()
    await bench.live(2, message(1, { version: 4, text: 'older' }))
    expect(texts()).toEqual(['Text 1'])
    await bench.live(3, message(1, { version: 6, text: 'newer' }))
    expect(texts()).toEqual(['newer'])
  })

  it('marks where the reader left off, and leaves the mark there', async () => {
    const read = { ranges: [[1, 2]] as [number, number][], unread: 1 }
    const bench = await new RoomBench(snapshot([message(1), mine(3), message(4)], { read })).open()
    const line = screen.getByRole('separator', { name: 'Nytt sedan sist' })
    expect(line.nextElementSibling).toBe(card(4))
    await bench.live(5, message(5))
    expect(screen.getByRole('separator').nextElementSibling).toBe(card(4))
  })

  it('offers new posts in a quiet bar, and takes the reader there when asked', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).open()
    await bench.live(3, message(2), message(3))
    await bench.user.click(screen.getByRole('button', { name: '2 nya inlägg' }))
    await bench.settle()
    expect(document.activeElement).toBe(card(2))
    expect(screen.queryByRole('button', { name: /nya inlägg/ })).toBeNull()
  })

  it('fetches earlier posts', async () => {
    const page = { results: [message(1), message(2)], has_earlier: false }
    const bench = await new RoomBench(snapshot([message(3)], { has_earlier: true })).on('before=3', () => ({ json: page })).open()
    await bench.user.click(screen.getByRole('button', { name: 'Visa tidigare inlägg' }))
    await bench.settle()
    expect(texts()).toEqual(['Text 1', 'Text 2', 'Text 3'])
    expect(screen.queryByRole('button', { name: 'Visa tidigare inlägg' })).toBeNull()
  })

  it('keeps a change to a post that is not fetched yet', async () => {
    const page = { results: [message(1)], has_earlier: false }
    const bench = await new RoomBench(snapshot([message(3)], { has_earlier: true })).on('before=3', () => ({ json: page })).open()
    await bench.live(4, message(1, { version: 2, text: 'changed' }))
    expect(texts()).toEqual(['Text 3'])
    await bench.user.click(screen.getByRole('button', { name: 'Visa tidigare inlägg' }))
    await bench.settle()
    expect(texts()).toEqual(['changed', 'Text 3'])
  })

  it('says when earlier posts cannot be had', async () => {
    const bench = await new RoomBench(snapshot([message(3)], { has_earlier: true })).on('before=3', () => 'no net').open()
    await bench.user.click(screen.getByRole('button', { name: 'Visa tidigare inlägg' }))
    await bench.settle()
    expect(screen.getByText('Det gick inte att hämta. Försök igen om en stund.')).toBeTruthy()
  })

  it('leads a link to its message, however far back', async () => {
    history.replaceState(null, '', `/?m=${uuid(1)}`)
    const bench = await new RoomBench(snapshot([message(3)], { has_earlier: true }))
      .on(`GET /api/v1/messages/${uuid(1)}`, () => ({ json: message(1) }))
      .on('before=3', () => ({ json: { results: [message(1), message(2)], has_earlier: false } }))
      .open()
    await bench.settle()
    expect(document.activeElement).toBe(card(1))
    expect(card(1).className).toContain('is-linked')
  })

  it('says so when the message of a link is not there', async () => {
    history.replaceState(null, '', `/?m=${uuid(1)}`)
    const bench = await new RoomBench(snapshot([message(3)])).on('GET /api/v1/messages', () => ({ status: 404, json: {} })).open()
    await bench.settle()
    expect(screen.getByText('Inlägget finns inte här längre.')).toBeTruthy()
  })

  it('shows one thread alone, and all posts again', async () => {
    const reply = message(3, { thread: uuid(1), reply_to: uuid(1) })
    const bench = await new RoomBench(snapshot([message(1), message(2), reply])).open()
    expect(within(card(3)).getByRole('link', { name: 'Svar till Huddinge kommun: ”Text 1”' })).toBeTruthy()
    await bench.user.click(screen.getByRole('button', { name: 'Visa tråden (1 svar)' }))
    await bench.settle()
    expect(texts()).toEqual(['Text 1', 'Text 3'])
    await bench.user.click(screen.getByRole('button', { name: 'Visa alla inlägg' }))
    await bench.settle()
    expect(texts()).toEqual(['Text 1', 'Text 2', 'Text 3'])
    expect(document.activeElement).toBe(card(1))
  })
})

describe('The screen reader', () => {
  it('hears at most one announcement in five seconds, gathered by organisation', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).open()
    await bench.live(3, message(2), message(3, { organisation: { id: uuid(901), name: 'Verdandi', short_name: 'V' } }))
    await bench.pass(500)
    expect(spoken()).toBe('2 nya inlägg från Huddinge kommun och Verdandi')
    await bench.live(4, message(4))
    await bench.pass(4_000)
    expect(spoken()).toBe('2 nya inlägg från Huddinge kommun och Verdandi')
    await bench.pass(1_000)
    expect(spoken()).toBe('1 nytt inlägg från Huddinge kommun')
  })

  it('hears nothing of own posts or of changes', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).open()
    await bench.live(3, mine(2), message(1, { version: 2 }))
    await bench.pass(10_000)
    expect(spoken()).toBe('')
  })
})

describe('The state of the link', () => {
  it('is always there in words', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).open()
    expect(screen.getByText('Hämtar det som är nytt …')).toBeTruthy()
    const ask = bench.wires[0]?.frames('sub')[0]
    await act(async () => {
      bench.wires[0]?.say({ t: 'subd', id: ask?.id ?? 0, stream: `room:${ROOM}`, epoch: 'e1', head: 1, mode: 'live' })
      await settle()
    })
    expect(screen.getByText('Direkt. Nytt visas när det skrivs.')).toBeTruthy()
    await act(async () => {
      bench.page.goOffline()
      bench.wires[0]?.drop()
      await settle()
    })
    expect(screen.getByText(/^Ingen kontakt sedan kl\. \d\d:\d\d\. Det du ser kan ha ändrats/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Försök nu' })).toBeTruthy()
  })

  it('has nothing to say of presence until others are here', async () => {
    const bench = await new RoomBench(snapshot([message(1)])).open()
    expect(document.querySelector('.room-presence')).toBeNull()
    const people = [{ person: uuid(7), name: 'Bo Ek', organisation: 'Salem' }]
    await act(async () => {
      bench.wires[0]?.say({ t: 'presence', stream: `room:${ROOM}`, count: 1, people })
      bench.wires[0]?.say({ t: 'typing', stream: `room:${ROOM}`, people })
      await settle()
    })
    expect(screen.getByText('Här nu: Bo Ek (Salem)')).toBeTruthy()
    expect(screen.getByText('Salem, Bo Ek, skriver …')).toBeTruthy()
    await bench.pass(6_000)
    expect(screen.queryByText(/skriver …/)).toBeNull()
  })
})

describe('In English', () => {
  it('the room speaks English', async () => {
    await new RoomBench().open('en')
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy()
  })
})
