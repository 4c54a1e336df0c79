/* Suggestions while one types, for fields marked data-suggest. Without this file the fields are plain ones. ARIA 1.2
   combobox with a listbox: arrows move, Enter takes, Escape closes. One request at a time, after a pause in typing; none
   where data is to be saved or the network is the slowest. */
(() => {
  const own = document.currentScript.dataset
  const network = navigator.connection || {}
  if (network.saveData || network.effectiveType === 'slow-2g' || !window.AbortController) return
  const PAUSE = 250, WAIT = 4000, LEAST = 2
  const lang = document.documentElement.lang

  const enhance = input => {
    const box = document.createElement('div')
    const list = document.createElement('ul')
    const status = document.createElement('span')
    const label = input.labels && input.labels[0]
    const known = new Map()
    let items = [], at = -1, timer = 0, request = null

    // A field for search may not be a combobox.
    if (input.type === 'search') input.type = 'text'
    box.className = 'combo'
    list.id = input.id + '-list'
    list.className = 'options'
    list.hidden = true
    list.setAttribute('role', 'listbox')
    if (label) list.setAttribute('aria-label', label.textContent)
    status.className = 'hidden'
    status.setAttribute('role', 'status')
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-controls', list.id)
    input.setAttribute('aria-expanded', 'false')
    input.setAttribute('autocomplete', 'off')
    input.parentNode.insertBefore(box, input)
    box.append(input, list, status)

    const mark = place => {
      at = place
      Array.from(list.children).forEach((option, other) =>
        option.setAttribute('aria-selected', String(other === at)))
      if (at < 0) return input.removeAttribute('aria-activedescendant')
      input.setAttribute('aria-activedescendant', list.children[at].id)
      list.children[at].scrollIntoView({ block: 'nearest' })
    }
    const close = () => {
      list.hidden = true
      input.setAttribute('aria-expanded', 'false')
      mark(-1)
    }
    const quit = () => {
      clearTimeout(timer)
      if (request) request.abort()
      request = null
    }
    const take = place => {
      input.value = items[place].text
      quit()
      close()
      status.textContent = ''
    }
    const show = found => {
      items = found
      list.textContent = ''
      items.forEach((item, place) => {
        const option = document.createElement('li')
        option.id = list.id + '-' + place
        option.setAttribute('role', 'option')
        option.append(item.text)
        if (item.detail) {
          const detail = document.createElement('span')
          detail.className = 'small'
          detail.append(' ' + item.detail)
          option.append(detail)
        }
        option.addEventListener('click', () => take(place))
        list.append(option)
      })
      const open = items.length > 0 && document.activeElement === input
      list.hidden = !open
      input.setAttribute('aria-expanded', String(open))
      mark(-1)
      // That there is none is no news: any words will do in most fields.
      status.textContent = items.length === 1 ? own.one : items.length ? own.many.replace('#', items.length) : ''
    }
    const ask = async words => {
      const mine = request = new AbortController()
      const late = setTimeout(() => mine.abort(), WAIT)
      try {
        const address = '/api/v1/suggestions?of=' + input.dataset.suggest + '&words=' + encodeURIComponent(words)
        const answer = await fetch(address, {
          signal: mine.signal, credentials: 'same-origin', headers: { 'accept-language': lang }
        })
        if (!answer.ok) return
        const found = (await answer.json()).items
        known.set(words, found)
        if (mine === request && input.value.trim() === words) show(found)
      } catch (error) {
        // No network, or too slow: the field stays a plain one.
      } finally {
        clearTimeout(late)
        if (mine === request) request = null
      }
    }
    const typed = () => {
      quit()
      const words = input.value.trim()
      if (words.length < LEAST || words.length > 200) return close()
      if (known.has(words)) return show(known.get(words))
      timer = setTimeout(() => ask(words), PAUSE)
    }

    input.addEventListener('input', typed)
    input.addEventListener('blur', () => { quit(); close() })
    // So that a tap on the list does not take the focus away before it is a click.
    list.addEventListener('mousedown', event => event.preventDefault())
    input.addEventListener('keydown', event => {
      if (event.isComposing) return
      const open = !list.hidden, count = items.length
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (!open) {
          if (event.key === 'ArrowDown') typed()
          return
        }
        const step = event.key === 'ArrowDown' ? 1 : -1
        mark(at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count)
        event.preventDefault()
      } else if (event.key === 'Enter' && open && at >= 0) {
        take(at)
        event.preventDefault()
      } else if (event.key === 'Escape' && open) {
        close()
        event.preventDefault()
      }
    })
  }
  document.querySelectorAll('input[data-suggest]').forEach(enhance)
})()
