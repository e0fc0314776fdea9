@NullMarked
package io.facet.agent.device;

import org.jspecify.annotations.NullMarked;
