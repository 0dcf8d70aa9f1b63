import type { View } from './protocol'

/** What is known, by id. A view older than the one at hand is ignored, so the order of arrival does not matter. */
export class Entities<V extends View> {
  private byId = new Map<string, V>()

  get(id: string): V | undefined {
    return this.byId.get(id)
  }

  /** True when something new was learnt. */
  upsert(view: V): boolean {
    const known = this.byId.get(view.id)
    if (known && known.version >= view.version) return false
    this.byId.set(view.id, view)
    return true
  }

  clear(): void {
    this.byId.clear()
  }

  all(): V[] {
    return [...this.byId.values()]
  }
}
