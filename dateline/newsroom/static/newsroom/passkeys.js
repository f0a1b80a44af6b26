// Says in words when the browser gave no passkey; allauth's script only tells the console.
(function () {
  'use strict'
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    document.querySelectorAll('[data-passkey-failed]').forEach(function (words) {
      words.hidden = false
      words.focus()
    })
  })
})()
