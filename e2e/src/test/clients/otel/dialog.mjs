// SPDX-License-Identifier: Apache-2.0
// The same dialog for each client, and where it goes.

/** What the user says, and the answer of the model. */
export const dialog = [
  ['Where is my order 4711?', 'It left the warehouse this morning.'],
  ['When does it arrive?', 'Tomorrow between 9 and 12.\nYou get a message before.'],
  ['Спасибо, жду!', 'Пожалуйста. Хорошего дня!'],
]

/** All that was said before a turn, as a chat model gets it. */
export function history(turn) {
  return dialog
    .slice(0, turn)
    .flatMap(([question, answer]) => [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ])
    .concat([{ role: 'user', content: dialog[turn][0] }])
}

/** Address of the server, an ingest token, and the session and the user of this run. */
export const { PARLEY_URL: url, PARLEY_TOKEN: token, PARLEY_SESSION: session, PARLEY_USER: user } = process.env

/** What exporters need to send spans to Parley. */
export const exporter = { url: `${url}/v1/traces`, headers: { authorization: `Bearer ${token}` } }
