@NullMarked
package io.facet.protocol.transport;

import org.jspecify.annotations.NullMarked;
