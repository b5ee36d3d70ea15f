import { Observable } from './observable.ts'

/** The address, and how to change it without loading the page anew. */
class Route extends Observable {
  path = location.pathname

  constructor() {
    super()
    addEventListener('popstate', () => this.#set())
    document.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
      if (!link || !plain || link.target || link.origin !== location.origin) return
      event.preventDefault()
      this.go(link.pathname)
    })
  }

  go(path: string, options: { replace?: boolean } = {}): void {
    if (path === location.pathname) return
    history[options.replace ? 'replaceState' : 'pushState'](null, '', path)
    this.#set()
  }

  #set(): void {
    this.path = location.pathname
    this.changed()
  }
}

export const route = new Route()
