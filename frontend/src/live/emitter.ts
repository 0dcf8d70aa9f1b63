import type { Cancel } from './clock'

/** A list of listeners. A listener that unsubscribes while being told does not disturb the others. */
export class Emitter<T> {
  private listeners = new Set<(value: T) => void>()

  listen(listener: (value: T) => void): Cancel {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  tell(value: T): void {
    for (const listener of Array.from(this.listeners)) listener(value)
  }
}
