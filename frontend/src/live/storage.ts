/** The part of `localStorage` that is used here. */
export interface KeyValue {
  readonly length: number
  key(index: number): string | null
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Stands in where the browser refuses storage: everything works, but does not outlive the page. */
export class MemoryStorage implements KeyValue {
  private entries = new Map<string, string>()

  get length(): number {
    return this.entries.size
  }

  key(index: number): string | null {
    return [...this.entries.keys()][index] ?? null
  }

  getItem(key: string): string | null {
    return this.entries.get(key) ?? null
  }

  setItem(key: string, value: string): void {
    this.entries.set(key, value)
  }

  removeItem(key: string): void {
    this.entries.delete(key)
  }
}

export function browserStorage(): KeyValue {
  try {
    const probe = 'arenan.probe'
    localStorage.setItem(probe, '1')
    localStorage.removeItem(probe)
    return localStorage
  } catch {
    return new MemoryStorage()
  }
}

export function readJson<T>(storage: KeyValue, key: string): T | null {
  try {
    const text = storage.getItem(key)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

/** False when the browser's space is full: the caller keeps the thing in memory. */
export function writeJson(storage: KeyValue, key: string, value: unknown): boolean {
  try {
    storage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
