import type { Ranges } from '../live/ranges'
import type { Http } from './http'
import type { Attachment, Message, MessagePage, Revision, Snapshot } from './types'

/** Reads, and the small writes that may be lost without harm. All else goes through the outbox. */
export class RoomApi {
  constructor(
    private http: Http,
    private room: string,
  ) {}

  snapshot(limit: number): Promise<Snapshot> {
    return this.http(`/rooms/${this.room}/snapshot?limit=${limit}`)
  }

  before(seq: number, limit: number): Promise<MessagePage> {
    return this.http(`/rooms/${this.room}/messages?before=${seq}&limit=${limit}`)
  }

  message(id: string): Promise<Message> {
    return this.http(`/messages/${id}`)
  }

  async revisions(id: string): Promise<Revision[]> {
    const { results } = await this.http<{ results: Revision[] }>(`/messages/${id}/revisions`)
    return results
  }

  upload(file: File, key: string, signal: AbortSignal): Promise<Attachment> {
    const body = new FormData()
    body.set('file', file)
    // Large files on slow lines take their time.
    const timeout = 10 * 60_000
    return this.http(`/rooms/${this.room}/attachments`, { method: 'POST', body, idempotencyKey: key, signal, timeout })
  }

  /** One draft per room; what it answers is remembered by the browser it is written in. */
  async saveDraft(text: string): Promise<void> {
    await this.http(`/rooms/${this.room}/draft`, { method: 'PUT', body: { text }, keepalive: true })
  }

  async saveReads(ranges: Ranges): Promise<Ranges> {
    const request = { method: 'PUT', body: { ranges }, keepalive: true } as const
    const answer = await this.http<{ ranges: Ranges }>(`/rooms/${this.room}/read`, request)
    return answer.ranges
  }
}
