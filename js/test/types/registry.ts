// The registry of these tests' app.

declare module '../../src/index.js' {
  interface Channels {
    'orders.{id}': {
      events: {
        OrderShipped: { id: number; carrier: string };
        '.order.paid': { id: number; cents: number };
      };
    };
    'room.{id}': {
      events: { MessageSent: { text: string } };
      whispers: { typing: { on: boolean } };
      member: { name: string };
    };
    [score: `score.${number}`]: { events: { Goal: { minute: number } } };
  }
}
declare global {
  interface Events {
    UserCreated: { email: string };
  }
}
export {};
