/** After a form came back with faults, focus goes to the summary, so that a screen reader starts there. */
export function focusErrors(root: Document): void {
  root.querySelector<HTMLElement>('[data-error-summary]')?.focus()
}
