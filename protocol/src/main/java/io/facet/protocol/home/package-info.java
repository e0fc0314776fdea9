@NullMarked
package io.facet.protocol.home;

import org.jspecify.annotations.NullMarked;
