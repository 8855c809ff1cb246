// The dashboard. Its server reads the socket server's address for each request, so that one build serves every address.
import { connection } from 'next/server';
import { Dashboard } from '../components/Dashboard.jsx';
import { socketServer } from '../services/environment.js';

export default async function Page() {
  await connection();
  return <Dashboard server={socketServer()} />;
}
