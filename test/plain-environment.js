import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's Node environment, each file in a global scope of its own as before, but in one that V8 reads directly.
 *
 * Jest makes the scope around a Proxy that notes what to tidy up; every `Set`, `Symbol` or `undefined` in a module then
 * costs a call into it, which was half of what our tests computed. A file's scope is dropped whole at its end anyway.
 */
export default class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
