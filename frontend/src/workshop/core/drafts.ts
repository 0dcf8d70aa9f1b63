import { Emitter } from '../../live/emitter'
import { readJson, writeJson, type KeyValue } from '../../live/storage'

/** What is being written, kept in the browser at every key: one text for each place where one can write. */
export class Drafts {
  readonly changes = new Emitter<void>()
  private texts = new Map<string, string>()
  private prefix: string

  constructor(
    scope: string,
    private storage: KeyValue,
  ) {
    this.prefix = `arenan.workshop.${scope}.`
  }

  get(place: string): string {
    return this.texts.get(place) ?? readJson<string>(this.storage, this.prefix + place) ?? ''
  }

  set(place: string, text: string): void {
    // The page keeps it too, for browsers that have no room left.
    this.texts.set(place, text)
    if (text === '') this.storage.removeItem(this.prefix + place)
    else writeJson(this.storage, this.prefix + place, text)
    this.changes.tell()
  }

  has(place: string): boolean {
    return this.get(place).trim() !== ''
  }
}
