// A server route: the package as the adapter's bundler resolves it.
import Echo, { Channel } from 'oread';
import Pusher from 'oread/pusher';

export const GET = () => new Response([Echo, Channel, Pusher].map((one) => typeof one).join());
