import type { Cancel, Clock } from '../live/clock'

const DWELL = 600
const MOSTLY = 0.6

/** Tells when an element has really been before somebody's eyes: large enough, long enough, on a visible page. */
export class Sight {
  private waiting = new Map<Element, Cancel>()
  private seen = new Map<Element, () => void>()
  private observer: IntersectionObserver | null = null

  constructor(private clock: Clock) {}

  watch(element: Element, seen: () => void): Cancel {
    if (typeof IntersectionObserver === 'undefined') return () => {}
    this.observer ??= new IntersectionObserver((entries) => entries.forEach((entry) => this.judge(entry)), {
      threshold: [0, MOSTLY, 1],
      rootMargin: `0px 0px -${coveredBelow()}px 0px`,
    })
    this.seen.set(element, seen)
    this.observer.observe(element)
    return () => this.forget(element)
  }

  private judge(entry: IntersectionObserverEntry): void {
    const { target } = entry
    const height = entry.rootBounds?.height ?? window.innerHeight
    // A message taller than the screen is seen when it fills half of it.
    const isLarge = entry.intersectionRatio >= MOSTLY || entry.intersectionRect.height >= height / 2
    if (!entry.isIntersecting || !isLarge) {
      this.waiting.get(target)?.()
      this.waiting.delete(target)
    } else if (!this.waiting.has(target)) {
      this.wait(target)
    }
  }

  private wait(target: Element): void {
    const cancel = this.clock.after(DWELL, () => {
      if (document.visibilityState !== 'visible') return this.wait(target)
      const seen = this.seen.get(target)
      this.forget(target)
      seen?.()
    })
    this.waiting.set(target, cancel)
  }

  private forget(element: Element): void {
    this.observer?.unobserve(element)
    this.waiting.get(element)?.()
    this.waiting.delete(element)
    this.seen.delete(element)
  }
}

/** What lies behind the field one writes in has not been seen. */
function coveredBelow(): number {
  const foot = document.querySelector('.room-foot')
  return foot && getComputedStyle(foot).position === 'sticky' ? Math.round(foot.getBoundingClientRect().height) : 0
}
