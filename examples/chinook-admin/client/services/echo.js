// The connection: one Echo, which Livewire uses. The authorizer is that of the first version.
import axios from 'axios';
import Echo from 'oread';
import { installDoctor } from 'oread/doctor';

// Findings go to the console, and to `Echo.doctor()`. A development build has the doctor without this.
installDoctor();
window.Echo = new Echo({
  broadcaster: 'reverb',
  key: import.meta.env.VITE_REVERB_APP_KEY,
  wsHost: import.meta.env.VITE_REVERB_HOST,
  wsPort: import.meta.env.VITE_REVERB_PORT,
  wssPort: import.meta.env.VITE_REVERB_PORT,
  forceTLS: import.meta.env.VITE_REVERB_SCHEME === 'https',
  authorizer: (channel) => {
    return {
      authorize: (socketId, callback) => {
        axios
          .post('/api/broadcasting/auth', {
            socket_id: socketId,
            channel_name: channel.name,
          })
          .then((response) => {
            callback(false, response.data);
          })
          .catch((error) => {
            callback(true, error);
          });
      },
    };
  },
});

// For everyone: who may not listen is refused, and told so. For an administrator, the panel listens to the same channel.
window.Echo.private('admin.alerts');
