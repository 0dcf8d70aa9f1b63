/** What a `ref` fills in once the element is drawn. */
export interface Holder<T extends HTMLElement> {
  current: T | null
}
