// The members of a presence channel. Typing indicators and short messages go from page to page as whispers.
import { $, avatar, h, say } from './dom.mjs';
import * as seed from './seed.mjs';
import { name } from './who.mjs';

const typingFor = 2500;
const wordsFor = 7000;
const wordsMost = 120;
const notes = { waiting: 'not sent yet', unsent: 'not sent' };

export class People {
  #channel;
  #members = [];
  #typing = new Map();
  #words = new Map();
  #lastWhisper = -Infinity;
  #listeners = [];

  constructor(echo) {
    this.#channel = echo
      .join(seed.room)
      .here((members) => this.#all(members))
      .joining((member) => this.#joined(member))
      .leaving((member) => this.#left(member))
      .listenForWhisper('typing', ({ from }) => this.#typed(from))
      .listenForWhisper('word', ({ from, text }) => this.#said(from, text))
      .error((error) => say(`Cannot join the room: ${error.error ?? error.status}`));
    const field = $('#word');
    field.addEventListener('input', () => this.#whisperTyping());
    $('#talk').addEventListener('submit', (event) => {
      event.preventDefault();
      const text = field.value.trim().slice(0, wordsMost);
      if (!text) return;
      field.value = '';
      this.#say(text);
    });
    this.#show();
  }

  onEvent(listener) {
    this.#listeners.push(listener);
  }

  #all(members) {
    this.#members = members.map((member) => member.name);
    this.#tell('people');
  }
  #joined({ name: who }) {
    this.#members = [...this.#members, who];
    say(`${who} has joined.`);
    this.#tell('people');
  }
  #left({ name: who }) {
    this.#members = this.#members.filter((one) => one !== who);
    say(`${who} has left.`);
    this.#tell('people');
  }

  #whisperTyping() {
    const now = performance.now();
    // Useless later, so it is not sent while disconnected.
    if (now - this.#lastWhisper < 1000 || !this.#channel.subscription.subscribed) return;
    this.#lastWhisper = now;
    this.#channel.whisper('typing', { from: name }, { coalesce: true });
  }
  #typed(who) {
    clearTimeout(this.#typing.get(who));
    this.#typing.set(
      who,
      setTimeout(() => {
        this.#typing.delete(who);
        this.#show();
      }, typingFor),
    );
    this.#tell('whisper', 'typing');
  }
  /** The user's own message: it waits for the connection, and its outcome is shown next to it. */
  #say(text) {
    const word = this.#remember(name, text, 'waiting');
    const settled = (error) => {
      word.state = error ? 'unsent' : 'sent';
      this.#forgetLater(name, word);
      if (!error) return this.#tell('whisper', 'word');
      say(`Not sent: ${text}`);
      this.#show();
    };
    this.#channel.whisper('word', { from: name, text }, { settled });
    this.#show();
  }
  #remember(who, text, state) {
    clearTimeout(this.#words.get(who)?.timer);
    const word = { text: String(text).slice(0, wordsMost), state };
    this.#words.set(who, word);
    return word;
  }
  #forgetLater(who, word) {
    clearTimeout(word.timer);
    word.timer = setTimeout(() => {
      if (this.#words.get(who) === word) this.#words.delete(who);
      this.#show();
    }, wordsFor);
  }
  #said(who, text) {
    clearTimeout(this.#typing.get(who));
    this.#typing.delete(who);
    this.#forgetLater(who, this.#remember(who, text, 'sent'));
    say(`${who} says: ${text}`);
    this.#tell('whisper', 'word');
  }

  #tell(kind, event) {
    this.#show();
    for (const listener of this.#listeners) listener(kind, event);
  }

  #show() {
    $('#people-count').textContent = String(this.#members.length);
    $('#people').replaceChildren(
      ...this.#members.map((who) => {
        const word = this.#words.get(who);
        const typing = this.#typing.has(who);
        return h(
          'li',
          { class: 'person', 'data-name': who },
          avatar(who),
          h('span', { class: 'person-name' }, who, who === name ? h('small', {}, ' (you)') : null),
          word
            ? h('span', { class: `word ${word.state}` }, word.text)
            : typing
              ? h('span', { class: 'typing' }, 'is typing', h('i'), h('i'), h('i'))
              : null,
          notes[word?.state] && h('small', { class: 'unsent-note' }, notes[word.state]),
        );
      }),
    );
  }
}
