import { Component, createRef, type ComponentChildren } from 'preact'

interface Props {
  label: string
  isBusy: boolean
  children: ComponentChildren
}

interface Anchor {
  element: HTMLElement
  top: number
}

/**
 * Keeps what is being read where it is. Whatever is put in or changes above it, the first message in view stays
 * at its place on the screen. Browsers do this too, but not all of them and not at the top of the page.
 */
export class HeldList extends Component<Props> {
  private list = createRef<HTMLElement>()

  override getSnapshotBeforeUpdate(): Anchor | null {
    const messages = this.list.current?.querySelectorAll<HTMLElement>('article[id]') ?? []
    for (const element of messages) {
      const { top, bottom } = element.getBoundingClientRect()
      if (bottom > 0) return { element, top }
    }
    return null
  }

  override componentDidUpdate(_props: Props, _state: object, anchor: Anchor | null): void {
    if (!anchor?.element.isConnected) return
    const moved = anchor.element.getBoundingClientRect().top - anchor.top
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' })
  }

  override render({ label, isBusy, children }: Props) {
    return (
      <section class="room-list" aria-label={label} aria-busy={isBusy} ref={this.list}>
        {children}
      </section>
    )
  }
}
