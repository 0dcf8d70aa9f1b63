import type { OutboxItem } from './outbox-item'
import { readJson, writeJson, type KeyValue } from './storage'

/**
 * Where unsent things lie. Each has an entry of its own, so two tabs never write over each other's list.
 * What the storage has no room for is kept in memory as long as the page lives.
 */
export class OutboxShelf {
  private overflow = new Map<string, OutboxItem>()

  constructor(
    private storage: KeyValue,
    private prefix: string,
  ) {}

  all(): OutboxItem[] {
    const items = new Map(this.overflow)
    for (const name of this.names()) {
      const item = readJson<OutboxItem>(this.storage, name)
      if (item) items.set(item.key, item)
    }
    return [...items.values()].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1))
  }

  has(key: string): boolean {
    return this.overflow.has(key) || this.storage.getItem(this.prefix + key) !== null
  }

  put(item: OutboxItem): void {
    if (writeJson(this.storage, this.prefix + item.key, item)) this.overflow.delete(item.key)
    else this.overflow.set(item.key, item)
  }

  remove(key: string): void {
    this.overflow.delete(key)
    this.storage.removeItem(this.prefix + key)
  }

  owns(name: string | null): boolean {
    return name === null || name.startsWith(this.prefix)
  }

  private names(): string[] {
    const names: string[] = []
    for (let index = 0; index < this.storage.length; index += 1) {
      const name = this.storage.key(index)
      if (name?.startsWith(this.prefix)) names.push(name)
    }
    return names
  }
}
