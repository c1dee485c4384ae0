// Five bugs are planted here on purpose; each is marked BUG and is what a visitor would report.
const plants = [
  { id: 'monstera', name: 'Monstera deliciosa', price: 34.5, leaf: '#3f7d52' },
  { id: 'pilea', name: 'Pilea peperomioides', price: 18.9, leaf: '#5c9a63' },
  { id: 'zz', name: 'ZZ plant', price: 27.0, leaf: '#2d5f43' },
  { id: 'pothos', name: 'Golden pothos', price: 14.25, leaf: '#8fae4f' },
]
const basket = new Map()
const at = (id) => document.getElementById(id)
const euros = (amount) => `€${amount.toFixed(2)}`

const drawing = (leaf) => `<svg viewBox="0 0 200 130" aria-hidden="true">
  <path d="M78 92h44l-6 30H84z" fill="#c98a5b"/><path d="M100 92C98 60 70 52 52 30c-2 34 18 52 48 62z" fill="${leaf}"/>
  <path d="M100 92c0-40 22-52 52-66 2 40-18 58-52 66z" fill="${leaf}" opacity=".85"/>
  <path d="M100 92c-6-30-4-52 4-80 12 26 10 52-4 80z" fill="${leaf}" opacity=".7"/></svg>`

function showPlants() {
  for (const plant of plants) {
    const item = document.createElement('li')
    item.innerHTML = `${drawing(plant.leaf)}<b>${plant.name}</b><span class="price">${euros(plant.price)}</span>`
    const add = document.createElement('button')
    add.type = 'button'
    add.textContent = 'Add to basket'
    add.setAttribute('aria-label', `Add ${plant.name} to basket`)
    add.addEventListener('click', () => addToBasket(plant))
    item.append(add)
    at('plants').append(item)
  }
}

function addToBasket(plant) {
  console.info('basket: add', plant.id)
  // BUG (wrong total): the field's value is a string, so a second piece makes "11" of 1.
  const pieces = basket.get(plant.id)?.pieces ?? ''
  basket.set(plant.id, { plant, pieces: pieces + '1' })
  showBasket()
}

function showBasket() {
  let total = 0
  at('lines').replaceChildren(
    ...[...basket.values()].map(({ plant, pieces }) => {
      total += plant.price * Number(pieces)
      const line = document.createElement('tr')
      line.innerHTML = `<td>${plant.name}</td><td>${pieces}</td><td>${euros(plant.price * Number(pieces))}</td>`
      return line
    }),
  )
  at('total').textContent = euros(total)
}

at('coupon-form').addEventListener('submit', (event) => {
  event.preventDefault()
  // BUG (throwing handler): there are no discounts for this basket, and nobody checked.
  const discounts = { WELCOME: { percent: 5 } }
  at('total').textContent = euros(100 - discounts[at('coupon').value].percent)
})

at('delivery-button').addEventListener('click', async () => {
  at('delivery').textContent = 'Asking the depot…'
  // BUG (failing request): the depot answers 500, and the customer reads nothing useful.
  const answer = await fetch(`/api/delivery?email=${encodeURIComponent('johanna.okafor@example.com')}&zip=10115`)
  if (!answer.ok) {
    console.error('delivery date failed', answer.status, 'for johanna.okafor@example.com')
    at('delivery').textContent = 'Something went wrong.'
  }
})

at('reviews-button').addEventListener('click', async () => {
  at('reviews').innerHTML = '<div class="spinner" role="img" aria-label="Loading reviews"></div>'
  // BUG (stuck spinner): the answer is "pending" for ever and nobody gives up.
  for (let status = 'pending'; status === 'pending'; ) {
    status = (await (await fetch('/api/reviews')).json()).status
    await new Promise((resume) => setTimeout(resume, 1500))
  }
})

// BUG (dead button): "Save for later" was never given a handler.

at('order-form').addEventListener('submit', (event) => {
  event.preventDefault()
  console.log('order placed by', at('name').value, 'total', at('total').textContent)
  at('order').textContent =
    basket.size === 0 ? 'Your basket is empty.' : 'Thank you! (Nothing was ordered: this is a demonstration.)'
})

showPlants()
