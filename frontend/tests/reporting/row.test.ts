import { describe, expect, it } from 'vitest'
import { uuid } from '../support/room'
import { settle } from '../support/clock'
import { FullStorage } from '../support/storage'
import { Desk, MEN, TOTAL, WOMEN, type } from '../support/reporting'

describe('A number that is typed', () => {
  it('is saved once, a moment after the last key, with the version it was made from', async () => {
    const desk = new Desk()
    const row = desk.open()
    for (const text of ['1', '12', '12,', '12,5']) {
      row.type(TOTAL, 'number', text)
      await desk.clock.pass(300)
    }
    expect(desk.server.calls).toEqual([])
    expect(row.state).toBe('typing')
    await desk.clock.pass(500)
    expect(desk.server.puts).toHaveLength(1)
    expect(desk.server.puts[0]?.revision).toBe('"1"')
    expect(desk.server.puts[0]?.body.values).toMatchObject([{ cell: '', number: '12,5', operator: 'exact', high: null }])
    expect(row.state).toBe('saved')
    expect(row.revision).toBe(2)
  })

  it('is saved at once when one leaves the cell', async () => {
    const desk = new Desk()
    const row = desk.open()
    row.focus(TOTAL)
    row.type(TOTAL, 'number', '12')
    row.focus(WOMEN)
    await settle()
    expect(desk.server.puts).toHaveLength(1)
  })

  it('begins the return first when nobody has', async () => {
    const desk = new Desk()
    const row = desk.open('')
    await type(desk, row, TOTAL, '12')
    expect(desk.server.calls.map(({ method }) => method)).toEqual(['POST', 'PUT'])
    expect(row.report).toBe(uuid(1))
    expect(desk.server.values.get(TOTAL)?.number).toBe('12')
  })

  it('is not sent again when it says the same in another way', async () => {
    const desk = new Desk()
    desk.server.write(TOTAL, '1234.5')
    const row = desk.open()
    await type(desk, row, TOTAL, '1 234,50')
    expect(desk.server.puts).toEqual([])
  })

  it('empties the cell when it is taken away', async () => {
    const desk = new Desk()
    desk.server.write(TOTAL, '12')
    const row = desk.open()
    await type(desk, row, TOTAL, '')
    expect(desk.server.values.has(TOTAL)).toBe(false)
    expect(row.state).toBe('saved')
  })

  it('goes with what was typed while it was under way', async () => {
    const desk = new Desk()
    const row = desk.open()
    row.type(TOTAL, 'number', '12')
    const sent = row.flush()
    row.type(TOTAL, 'number', '13')
    await sent
    await desk.clock.pass(800)
    expect(desk.server.puts.map(({ body }) => body.values?.[0]?.number)).toEqual(['12', '13'])
    expect(desk.server.values.get(TOTAL)?.number).toBe('13')
  })
})

describe('What is half written', () => {
  it('waits until one has left both numbers of a share', async () => {
    const desk = new Desk()
    const row = desk.open()
    row.focus(TOTAL)
    row.type(TOTAL, 'numerator', '18')
    await desk.clock.pass(5_000)
    expect(desk.server.puts).toEqual([])
    row.type(TOTAL, 'denominator', '60')
    await desk.clock.pass(800)
    expect(desk.server.puts[0]?.body.values).toMatchObject([{ numerator: '18', denominator: '60', number: null }])
  })

  it('is never sent as an emptied cell: a note waits for its number', async () => {
    const desk = new Desk()
    const row = desk.open()
    row.type(TOTAL, 'note', 'Siffran kommer.')
    await desk.clock.pass(5_000)
    expect(desk.server.calls).toEqual([])
    expect(desk.open().cells.get(TOTAL)?.typed.note).toBe('Siffran kommer.')
    await type(desk, row, TOTAL, '12')
    expect(desk.server.values.get(TOTAL)?.note).toBe('Siffran kommer.')
  })
})

describe('What the server says no to', () => {
  it('stays as it was typed, with the words beside it, and does not hold up the rest', async () => {
    const desk = new Desk()
    const row = desk.open()
    row.type(TOTAL, 'number', 'tolv')
    row.type(WOMEN, 'number', '7')
    await desk.clock.pass(800)
    expect(row.cells.get(TOTAL)?.typed.number).toBe('tolv')
    expect(row.cells.get(TOTAL)?.errors).toEqual({ number: 'Det här är text.' })
    expect(row.cells.get(WOMEN)?.errors).toEqual({})
    expect(desk.server.values.get(WOMEN)?.number).toBe('7')
    expect(row.state).toBe('refused')
    const before = desk.server.puts.length
    await desk.clock.pass(60_000)
    expect(desk.server.puts).toHaveLength(before)
    await type(desk, row, TOTAL, '12')
    expect(row.cells.get(TOTAL)?.errors).toEqual({})
    expect(row.state).toBe('saved')
  })

  it('ends the writing when the period is locked, and keeps the words', async () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.isLocked = true
    await type(desk, row, TOTAL, '12')
    expect(row.state).toBe('closed')
    expect(row.closed).toBe('Perioden är låst.')
    expect(desk.open().cells.get(TOTAL)?.typed.number).toBe('12')
  })

  it('shows warnings, which stop nothing', async () => {
    const desk = new Desk()
    desk.server.warnings = [{ cell: '', code: 'out_of_range', words: 'Högre än vanligt.' }]
    const row = desk.open()
    await type(desk, row, TOTAL, '5000')
    expect(row.cells.get(TOTAL)?.warnings).toEqual(['Högre än vanligt.'])
    expect(row.state).toBe('saved')
  })
})

describe('Without a net', () => {
  it('keeps what is typed and sends it when the net is back', async () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.net = 'away'
    await type(desk, row, TOTAL, '12')
    expect(row.state).toBe('waiting')
    row.type(WOMEN, 'number', '7')
    desk.server.net = 'there'
    row.wake()
    await settle()
    expect(row.state).toBe('saved')
    expect(desk.server.values.get(TOTAL)?.number).toBe('12')
    expect(desk.server.values.get(WOMEN)?.number).toBe('7')
  })

  it('tries by itself, less and less often', async () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.net = 'away'
    await type(desk, row, TOTAL, '12')
    desk.server.net = 'there'
    await desk.clock.pass(30_000)
    expect(row.state).toBe('saved')
  })

  it('finds its words again on the next page', async () => {
    const desk = new Desk()
    const first = desk.open()
    desk.server.net = 'away'
    await type(desk, first, TOTAL, '12')
    desk.server.net = 'there'
    const second = desk.open()
    expect(second.cells.get(TOTAL)?.typed.number).toBe('12')
    await second.flush()
    expect(desk.server.values.get(TOTAL)?.number).toBe('12')
    expect(desk.storage.length).toBe(0)
  })

  it('writes once though the answer was lost, and no clash with oneself comes of it', async () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.net = 'deaf'
    await type(desk, row, TOTAL, '12')
    expect(row.state).toBe('waiting')
    row.type(TOTAL, 'number', '13')
    desk.server.net = 'there'
    row.wake()
    await desk.clock.pass(800)
    const keys = desk.server.puts.map(({ key }) => key)
    expect(keys[0]).toBe(keys[1])
    expect(row.state).toBe('saved')
    expect(desk.server.values.get(TOTAL)?.number).toBe('13')
    expect(desk.server.version).toBe(3)
  })

  it('knows its own words after a page that died with the answer under way', async () => {
    const desk = new Desk()
    const first = desk.open()
    desk.server.net = 'deaf'
    await type(desk, first, TOTAL, '12')
    first.type(TOTAL, 'number', '13')
    desk.server.net = 'there'
    const second = desk.open()
    await second.flush()
    expect(second.state).toBe('saved')
    expect(desk.server.values.get(TOTAL)?.number).toBe('13')
  })

  it('works though the browser has no room', async () => {
    const desk = new Desk()
    desk.storage = new FullStorage()
    const row = desk.open()
    await type(desk, row, TOTAL, '12')
    expect(row.state).toBe('saved')
  })

  it('says that one is signed out, and goes on after signing in elsewhere', async () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.isSignedOut = true
    await type(desk, row, TOTAL, '12')
    expect(row.state).toBe('signed-out')
    desk.server.isSignedOut = false
    row.wake()
    await settle()
    expect(row.state).toBe('saved')
  })
})

describe('Two people in one return', () => {
  it('who write in different cells both have it saved, without being asked', async () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.write(WOMEN, '5')
    await type(desk, row, MEN, '7')
    expect(row.state).toBe('saved')
    expect(row.cells.get(WOMEN)?.typed.number).toBe('5')
    expect([...desk.server.values.keys()].sort()).toEqual([WOMEN, MEN])
  })

  it('who write in the same cell are shown both wordings, and nothing is lost', async () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.write(TOTAL, '30')
    await type(desk, row, TOTAL, '20')
    expect(row.state).toBe('clash')
    expect(row.cells.get(TOTAL)?.typed.number).toBe('20')
    expect(row.cells.get(TOTAL)?.clash).toMatchObject({ who: 'Ida Berg', theirs: { number: '30' } })
    expect(desk.server.values.get(TOTAL)?.number).toBe('30')
    row.choose(TOTAL, 'mine')
    await settle()
    expect(row.state).toBe('saved')
    expect(desk.server.values.get(TOTAL)?.number).toBe('20')
  })

  it('may leave the colleague\u2019s number', async () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.write(TOTAL, '30')
    await type(desk, row, TOTAL, '20')
    row.choose(TOTAL, 'theirs')
    await settle()
    expect(row.cells.get(TOTAL)?.typed.number).toBe('30')
    expect(desk.server.puts).toHaveLength(1)
    expect(row.isSaved).toBe(true)
  })

  it('saves the other cells while one is to be chosen', async () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.write(TOTAL, '30')
    row.type(TOTAL, 'number', '20')
    await type(desk, row, WOMEN, '9')
    expect(desk.server.values.get(WOMEN)?.number).toBe('9')
    expect(row.state).toBe('clash')
  })

  it('sees live what the other writes where one does not write', () => {
    const desk = new Desk()
    const row = desk.open()
    desk.server.write(WOMEN, '5')
    row.receive(desk.server.view())
    expect(row.cells.get(WOMEN)?.typed.number).toBe('5')
    expect(row.revision).toBe(2)
    expect(row.colleague).toBe('Ida Berg')
  })

  it('is not moved backwards by late news', async () => {
    const desk = new Desk()
    const row = desk.open()
    const old = desk.server.view()
    await type(desk, row, TOTAL, '12')
    row.receive(old)
    expect(row.cells.get(TOTAL)?.typed.number).toBe('12')
    expect(row.revision).toBe(2)
  })

  it('takes its own echo for nothing new, also when it comes before the answer', async () => {
    const desk = new Desk()
    const row = desk.open()
    row.type(TOTAL, 'number', '12')
    const sent = row.flush()
    await settle()
    row.receive(desk.server.view())
    await sent
    expect(row.state).toBe('saved')
    expect(row.colleague).toBe('')
  })

  it('ends the writing when the other has sent the return, and keeps what was typed', () => {
    const desk = new Desk()
    const row = desk.open()
    row.type(TOTAL, 'number', '20')
    desk.server.write(WOMEN, '5')
    desk.server.state = 'submitted'
    row.receive(desk.server.view())
    expect(row.state).toBe('closed')
    expect(row.cells.get(TOTAL)?.typed.number).toBe('20')
    expect(desk.open().cells.get(TOTAL)?.typed.number).toBe('20')
  })
})
