// A Vue component that shows the state of an order.
import { defineComponent, h, ref } from 'vue';
import { useEcho } from 'oread/vue';

export const OrderStatus = defineComponent({
  props: ['id'],
  setup(props) {
    const status = ref('ordered');
    useEcho(
      () => `orders.${props.id}`,
      'OrderShipped',
      (e) => (status.value = `on its way with ${e.carrier}`),
    );
    return () => h('p', status.value);
  },
});
