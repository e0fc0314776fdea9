@NullMarked
package io.facet.agent.telemetry;

import org.jspecify.annotations.NullMarked;
