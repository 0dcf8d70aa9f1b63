import { MemoryStorage } from '../../src/live/storage'

/** A browser that has no room left. */
export class FullStorage extends MemoryStorage {
  override setItem(): void {
    throw new DOMException('full', 'QuotaExceededError')
  }
}
