import type { Http } from '../../api/http'

export interface Choice {
  id: string
  text: string
}

export type ChoiceKind = 'organisation' | 'goal' | 'room' | 'consultation'

interface Found {
  id: string
  title?: string
  organisation?: { id: string; name: string }
}

/** What a conclusion can be handed over to. Asked for when somebody is about to choose, and once. */
export class Choices {
  private asked = new Map<ChoiceKind, Promise<Choice[]>>()

  constructor(
    private http: Http,
    private council: string,
  ) {}

  of(kind: ChoiceKind): Promise<Choice[]> {
    const known = this.asked.get(kind)
    if (known) return known
    const asking = this.load(kind)
    this.asked.set(kind, asking)
    // What failed can be asked for again.
    asking.catch(() => this.asked.delete(kind))
    return asking
  }

  private async load(kind: ChoiceKind): Promise<Choice[]> {
    const { results } = await this.http<{ results: Found[] }>(this.path(kind))
    return results.map(({ id, title, organisation }) => (organisation ? { id: organisation.id, text: organisation.name } : { id, text: title ?? '' }))
  }

  private path(kind: ChoiceKind): string {
    switch (kind) {
      case 'organisation':
        return `/councils/${this.council}/seats?limit=100`
      case 'goal':
        return `/goals?council=${this.council}&state=adopted&limit=100`
      case 'room':
        return `/rooms?council=${this.council}&limit=100`
      case 'consultation':
        return '/consultations?limit=100'
    }
  }
}
