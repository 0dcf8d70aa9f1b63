import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mention } from '../../src/api/types'
import { insert, matching, searchAt, toReadable, toWire } from '../../src/room/mentions'
import { uuid } from '../support/room'

const huddinge: Mention = { kind: 'organisation', id: uuid(1), name: 'Huddinge kommun' }
const hud: Mention = { kind: 'person', id: uuid(2), name: 'Huddinge' }

describe('A mention', () => {
  it('is plain text to the one who writes and a reference on the wire', () => {
    const wire = `Hej @[Huddinge kommun](organisation:${uuid(1)}), välkomna`
    expect(toReadable(wire)).toEqual({ text: 'Hej @Huddinge kommun, välkomna', mentions: [huddinge] })
    expect(toWire(toReadable(wire))).toBe(wire)
  })

  it('is not found inside a longer word or a longer name', () => {
    expect(toWire({ text: '@Huddinges och @Huddinge kommun', mentions: [hud, huddinge] })).toBe(
      `@Huddinges och @[Huddinge kommun](organisation:${uuid(1)})`,
    )
  })

  it('disappears with its name', () => {
    expect(toWire({ text: 'Hej Huddinge', mentions: [huddinge] })).toBe('Hej Huddinge')
  })

  it('leaves every other text as it is', () => {
    fc.assert(fc.property(fc.string(), (text) => toWire({ text, mentions: [] }) === text))
  })

  it('is searched for after an @ that begins a word', () => {
    expect(searchAt('Hej @hud', 8)).toEqual({ from: 4, words: 'hud' })
    expect(searchAt('@', 1)).toEqual({ from: 0, words: '' })
    expect(searchAt('bo@hud', 6)).toBeNull()
    expect(searchAt('@hud.', 5)).toBeNull()
  })

  it('is suggested by any word of the name', () => {
    expect(matching([huddinge, hud], 'kom')).toEqual([huddinge])
  })

  it('leaves the caret after the name', () => {
    expect(insert('Hej @hud och', 8, { from: 4, words: 'hud' }, huddinge)).toEqual({ text: 'Hej @Huddinge kommun och', caret: 21 })
  })
})
