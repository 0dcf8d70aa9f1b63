import { readJson, writeJson, type KeyValue } from '../live/storage'
import type { Texts } from './texts'

/** A request that has left and may or may not have arrived. It goes again exactly as it was, under the same key. */
export interface Pending {
  key: string
  revision: number
  values: Record<string, Texts>
}

/** What the server does not have yet of one return. */
export interface Kept {
  cells: Record<string, { typed: Texts; saved: Texts }>
  pending: Pending | null
}

/** Where unsent values of one return lie, so that nothing typed is lost with the page or the net. */
export class Shelf {
  private isKept = false

  constructor(
    private storage: KeyValue,
    private name: string,
  ) {}

  read(): Kept | null {
    const kept = readJson<Kept>(this.storage, this.name)
    this.isKept = kept !== null
    return kept
  }

  write(kept: Kept): void {
    if (Object.keys(kept.cells).length === 0 && !kept.pending) return this.clear()
    this.isKept = true
    // Without room for it, what is typed still stands on the page.
    writeJson(this.storage, this.name, kept)
  }

  /** Another tab's unsent words under the same name are not this page's to throw away. */
  private clear(): void {
    if (this.isKept) this.storage.removeItem(this.name)
    this.isKept = false
  }
}
