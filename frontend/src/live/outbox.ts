import { backoff } from './backoff'
import type { Cancel, Clock, Random } from './clock'
import { Emitter } from './emitter'
import type { Lock } from './locks'
import { staysUnsure, type Answer, type NewItem, type OutboxItem, type Refusal, type SaveState } from './outbox-item'
import { OutboxShelf } from './outbox-shelf'
import type { KeyValue } from './storage'

export interface OutboxOptions {
  /** Person and room: nobody else's things are ever sent from here. */
  scope: string
  storage: KeyValue
  send: (item: OutboxItem) => Promise<Answer>
  newKey: () => string
  clock: Clock
  random: Random
  lock: Lock
}

export interface Saved {
  item: OutboxItem
  data: unknown
}

/** Sends what a person does, in order and exactly once, however the net behaves and whoever closes the browser. */
export class Outbox {
  readonly changes = new Emitter<void>()
  readonly saved = new Emitter<Saved>()
  readonly refused = new Emitter<OutboxItem>()
  private shelf: OutboxShelf
  private isPumping = false
  private isAskedAgain = false
  private failures = 0
  private cancelRetry: Cancel | null = null
  /** The server has asked for peace until then. */
  private notBefore = 0

  constructor(private options: OutboxOptions) {
    this.shelf = new OutboxShelf(options.storage, `arenan.outbox.${options.scope}.`)
  }

  items(): OutboxItem[] {
    return this.shelf.all()
  }

  stateOf(item: OutboxItem): SaveState {
    if (item.refusal) return 'refused'
    return this.failures > 0 ? 'waiting' : 'saving'
  }

  add(item: NewItem): string {
    const key = this.options.newKey()
    if (item.slot !== undefined) this.empty(item.slot)
    this.put({ ...item, key, order: this.nextOrder(), isUnsure: false, refusal: null })
    this.flush()
    return key
  }

  /** Sends a refused thing once more, perhaps changed. */
  retry(key: string, changes: Partial<Pick<OutboxItem, 'body' | 'text' | 'ifMatch'>> = {}): void {
    const item = this.find(key)
    if (!item) return
    const isUnchanged = Object.keys(changes).length === 0
    // Same thing, unknown fate: only the same key keeps it from happening twice.
    const isSameKey = isUnchanged && item.isUnsure
    this.shelf.remove(key)
    this.put({ ...item, ...changes, key: isSameKey ? key : this.options.newKey(), refusal: null })
    this.flush()
  }

  discard(key: string): void {
    this.shelf.remove(key)
    this.changes.tell()
  }

  /** The net seems to be back, or another tab has left something. */
  wake(): void {
    if (this.options.clock.now() < this.notBefore) return
    this.cancelRetry?.()
    this.cancelRetry = null
    this.flush()
  }

  /** Another tab has changed the shelf. */
  onStorage(name: string | null): void {
    if (this.shelf.owns(name)) this.changes.tell()
  }

  private flush(): void {
    if (this.cancelRetry) return
    if (this.isPumping) {
      this.isAskedAgain = true
      return
    }
    this.isPumping = true
    void this.options
      .lock(`arenan.outbox.${this.options.scope}`, () => this.pump())
      .catch(() => this.later())
      .then(() => {
        const isAskedAgain = this.isAskedAgain
        this.isPumping = this.isAskedAgain = false
        if (isAskedAgain) this.flush()
      })
  }

  private async pump(): Promise<void> {
    for (;;) {
      const item = this.items().find(({ refusal }) => !refusal)
      if (!item) return
      if (!(await this.deliver(item))) return
    }
  }

  /** False when the rest has to wait. */
  private async deliver(item: OutboxItem): Promise<boolean> {
    // Written down before it leaves: a browser that dies now must know that the server may have it.
    this.put({ ...item, isUnsure: true })
    const answer = await this.options.send(item)
    if (answer.kind === 'later') return this.postpone(item, answer)
    this.failures = 0
    if (answer.kind === 'refused') this.refuse(item, answer.refusal)
    else this.finish(item, answer.data)
    return true
  }

  private postpone(item: OutboxItem, answer: Extract<Answer, { kind: 'later' }>): boolean {
    if (answer.isAnswered && !item.isUnsure && this.shelf.has(item.key)) this.put({ ...item, isUnsure: false })
    this.later(answer.retryAfter)
    return false
  }

  private refuse(item: OutboxItem, refusal: Refusal): void {
    if (!this.shelf.has(item.key)) return
    const refused = { ...item, isUnsure: staysUnsure(refusal, item.isUnsure), refusal }
    this.put(refused)
    this.refused.tell(refused)
  }

  private finish(item: OutboxItem, data: unknown): void {
    this.shelf.remove(item.key)
    this.rebase(item, data)
    this.saved.tell({ item, data })
    this.changes.tell()
  }

  /** Own changes waiting behind this one were made on top of it, so they follow it to its new revision. */
  private rebase(done: OutboxItem, data: unknown): void {
    const revision = (data as { revision?: unknown } | null)?.revision
    if (typeof revision !== 'number' || done.target === undefined) return
    for (const item of this.items()) {
      const isOnTop = item.target === done.target && item.ifMatch !== undefined && item.ifMatch === done.ifMatch
      if (isOnTop && !item.isUnsure) this.shelf.put({ ...item, ifMatch: revision })
    }
  }

  private later(retryAfter?: number): void {
    this.failures += 1
    const delay = retryAfter ?? backoff(this.failures, this.options.random)
    if (retryAfter !== undefined) this.notBefore = this.options.clock.now() + retryAfter
    this.cancelRetry = this.options.clock.after(delay, () => this.wake())
    this.changes.tell()
  }

  private put(item: OutboxItem): void {
    this.shelf.put(item)
    this.changes.tell()
  }

  private find(key: string): OutboxItem | undefined {
    return this.items().find((item) => item.key === key)
  }

  /** What lies here under that name has been overtaken, the refused too. One that is on its way arrives all the same. */
  private empty(slot: string): void {
    for (const item of this.items()) if (item.slot === slot) this.shelf.remove(item.key)
  }

  /** Behind everything that lies here, also what another tab has put here within the same moment. */
  private nextOrder(): number {
    return Math.max(this.options.clock.now(), ...this.items().map(({ order }) => order + 1))
  }
}
