// A route handler: the package on the server, as the bundler resolves it.
import Echo, { Channel } from 'oread';
import Pusher from 'oread/pusher';

export const dynamic = 'force-dynamic';
export const GET = () => new Response([Echo, Channel, Pusher].map((one) => typeof one).join());
