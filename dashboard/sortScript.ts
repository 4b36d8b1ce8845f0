/** Sorts a table by the column whose heading is pressed; what does not exist stays at the end. Everything can be read without it. */
export const SORT_SCRIPT = `
for (const table of document.querySelectorAll('table.sortable')) {
  const heads = [...table.tHead.rows[0].cells]
  heads.forEach((head, column) => {
    const button = document.createElement('button')
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') === 'descending' || (head.getAttribute('aria-sort') === null && !head.classList.contains('n'))
      for (const other of heads) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending')
      const key = (row) => row.cells[column].dataset.v ?? row.cells[column].textContent
      const order = (a, b) => {
        const [x, y] = [key(a), key(b)]
        if (x === '' || y === '') return (x === '') - (y === '')
        return (head.classList.contains('n') ? x - y : x.localeCompare(y)) * (up ? 1 : -1)
      }
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort(order))
    })
  })
}
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((part) => (part.open = true)))
`
