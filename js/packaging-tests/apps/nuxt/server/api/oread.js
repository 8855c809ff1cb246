// A server route: the package as Nitro resolves it.
import Echo, { Channel } from 'oread';
import Pusher from 'oread/pusher';

export default defineEventHandler(() => [Echo, Channel, Pusher].map((one) => typeof one).join());
